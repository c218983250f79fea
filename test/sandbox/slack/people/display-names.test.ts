import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorkspace } from '../../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../../packages/slack-sandbox/workspace.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await startWorkspace({ botName: 'Lunch Train' });
});
afterEach(() => workspace.stop());

const posted = (text: string): string | undefined => {
  workspace.person('alice').post('general', text);
  return workspace.channel('general').posts.at(-1)?.text;
};

describe('A display name typed after an at sign', () => {
  test('mentions its owner, in any case', () => {
    const bot = workspace.botUserId;
    expect(posted('@Lunch Train and @lunch train, hello')).toBe(`<@${bot}> and <@${bot}>, hello`);
  });

  test('stays text inside a longer word', () => {
    expect(posted('@Lunch Trains')).toBe('@Lunch Trains');
    expect(posted('mail@Lunch Train')).toBe('mail@Lunch Train');
  });

  test('becomes a mention in a command that has escaping turned on', async () => {
    await workspace.person('alice').command('/lunch', 'with @Bob Baker');
    expect(workspace.deliveries.at(-1)?.payload.text).toBe('with <@U000000BOB1|bob>');
  });
});
