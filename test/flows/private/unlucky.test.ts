import { describe, expect } from 'vitest';
import { declarePrivately, directly, incidentChannels, tryPrivately } from '../support/private/privately.ts';
import { recovered } from '../support/recover.ts';
import { story } from '../support/story.ts';

describe.concurrent('A private incident', () => {
  story('whose channel names are all taken says so without the name', async ({ scene }) => {
    const set = await scene();
    set.workspace.faults.add({
      method: 'conversations.create',
      times: 99,
      answer: { error: 'name_taken' },
    });
    await tryPrivately(set);
    await recovered(set);

    expect(incidentChannels(set)).toEqual([]);
    expect(directly(set, 'alice').map(({ text }) => text)).toEqual([
      expect.stringContaining('(its channel name and its numbered variants are all taken)'),
    ]);
  });

  story('whose channel may exist but cannot be looked for says so without the name', async ({ scene }) => {
    const set = await scene();
    const { faults } = set.workspace;
    faults.add({ method: 'conversations.create', answer: 'reset_after' });
    faults.add({ method: 'users.conversations', times: 99, answer: { error: 'missing_scope' } });
    await tryPrivately(set);
    await recovered(set);

    expect(directly(set, 'alice').map(({ text }) => text)).toEqual([
      expect.stringContaining("Look for its channel: if it's there, nothing is missing."),
    ]);
  });

  story('briefs its commander only once they are in its channel', async ({ scene }) => {
    const set = await scene();
    const mend = set.workspace.faults.add({
      method: 'conversations.invite',
      times: 99,
      answer: { status: 503 },
    });
    const channel = await declarePrivately(set, { Commander: 'bob' });
    await set.settled();
    expect(directly(set, 'bob')).toEqual([]);
    mend();
    await recovered(set);

    expect(channel.members).toContain('bob');
    expect(directly(set, 'bob').map(({ text }) => text)).toEqual([
      expect.stringContaining("You're *Commander* of"),
    ]);
  });
});
