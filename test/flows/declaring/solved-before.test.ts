import { describe, expect } from 'vitest';
import { headline } from '../support/find-messages.ts';
import { declarePrivately } from '../support/private/privately.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const hour = 3_600_000;

/** Carol, who is in no incident's channel, reads the form of a declaration. */
async function formOf(set: Scene, who: Scene['alice'], title: string): Promise<string> {
  await set.opens(who, () => who.command(command, `open ${title}`));
  const shown = who.screen ?? '';
  await who.dismiss();
  return shown;
}

async function close(set: Scene, channel: Parameters<typeof headline>[0], review: Record<string, string>) {
  await set.opens(set.alice, () => set.alice.click(headline(channel), 'Close'));
  await set.alice.submit(review);
  await set.settled();
  set.clock.advance(2 * hour);
  await set.settled();
}

describe.concurrent.each(['socket', 'http'] as const)('Over %s, the declare form', (transport) => {
  story('says how an incident that looks alike was solved', async ({ scene }) => {
    const set = await scene({ transport });
    const channel = await set.declare({ Title: 'Inbox down', Commander: 'alice' });
    await close(set, channel, { 'Root cause': 'An expired certificate', 'What fixed it': 'Renewed it' });
    const shown = await formOf(set, set.carol, 'P1 Agents cannot open the inbox');
    expect(shown).toContain('*Looked like yours earlier.* This is how it was solved.');
    expect(shown).toContain(
      'Root cause: An expired certificate\nWhat fixed it: Renewed it\nPostmortem: `/intercom-incident postmortem INC-1`',
    );
    expect(await formOf(set, set.carol, 'P1 Webhooks are late')).not.toContain('INC-1');
    expect(await formOf(set, set.carol, '')).not.toContain('INC-1');
  });
});

describe.concurrent('The declare form', () => {
  story('tells how a private incident was solved to its members only', async ({ scene }) => {
    const set = await scene();
    const channel = await declarePrivately(set);
    await close(set, channel, { 'What fixed it': 'Rotated them' });
    expect(await formOf(set, set.carol, 'Keys leaked')).not.toContain('Rotated');
    expect(await formOf(set, set.alice, 'Keys leaked')).toContain('What fixed it: Rotated them');
  });
});
