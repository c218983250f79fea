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

  test('stays text where it is only the beginning of a word, or follows one', () => {
    expect(posted('@Lunch Trains')).toBe('@Lunch Trains');
    expect(posted('mail@Lunch Train')).toBe('mail@Lunch Train');
  });

  test('names whom a command is about, if the command is escaped', async () => {
    await workspace.person('alice').command('/lunch', 'with @Bob Baker');
    expect(workspace.deliveries.at(-1)?.payload.text).toBe('with <@U000000BOB1|bob>');
  });
});
