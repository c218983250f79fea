import { describe, expect } from 'vitest';
import { details, diagnoses, diagnosis, facts } from '../support/find-messages.ts';
import { events } from '../support/record.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

const fromPlain = (text: string): string => text.split('\n')[0] ?? '';

describe.concurrent('A diagnosis in the channel', () => {
  story('is short, with everything else in its thread', async ({ scene }) => {
    const set = await scene();
    await set.intercom.set({ api: 'token_revoked' });
    const channel = await set.declare();
    const shown = set.workspace.read(diagnosis(channel));

    expect(diagnosis(channel).text.split('\n')).toHaveLength(5);
    expect(shown.split('\n').length).toBeLessThanOrEqual(12);
    expect(shown).not.toContain('Check results');
    const thread = set.workspace.read(details(channel));
    expect(thread).toContain('Check results');
    expect(thread).toContain('Reasoning');
    expect(thread).toContain('aws secretsmanager put-secret-value');
    expect(events(set, 'details_posted')).toHaveLength(1);
  });

  story('shows a tick in both places, wherever it was made', async ({ scene }) => {
    const set = await scene();
    await set.intercom.set({ api: 'token_revoked' });
    const channel = await set.declare();
    const read = () => [diagnosis(channel), details(channel)].map((one) => set.workspace.read(one));
    await set.bob.choose(details(channel), 'tick_step', 'Done', { occurrence: 2 });
    await set.settled();
    expect(read().map((text) => text.match(/Done by @bob/gu)?.length)).toEqual([1, 1]);
    await set.bob.choose(diagnosis(channel), 'tick_step', null, { occurrence: 2 });
    await set.settled();
    expect(read().filter((text) => text.includes('Done by'))).toEqual([]);
  });

  story('has a button that applies the suggested severity, and loses it then', async ({ scene }) => {
    const set = await scene();
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Severity: 'P3' });
    const { text } = diagnosis(channel);
    expect(diagnosis(channel).buttons).toEqual(['Set severity P1']);
    await set.alice.click(diagnosis(channel), 'Set severity P1');
    await set.settled();

    expect(facts(channel).title).toMatch(/^\[P1\]/u);
    expect(diagnosis(channel).buttons).toEqual([]);
    expect(diagnosis(channel).text).toBe(text);
    expect(diagnoses(channel)).toHaveLength(1);
  });
});

describe.concurrent('/intercom-incident details', () => {
  story('says where to run the checks if an incident has no diagnosis', async ({ scene }) => {
    const set = await scene();
    const { alice, workspace } = set;
    await set.intercom.set({ api: 'hang' });
    await set.opens(alice, () => alice.command(command, 'open P1 Inbox is empty'));
    await alice.submit();
    await workspace.until(() => workspace.findChannel('inc-1-inbox-is-empty'), 'the channel');

    expect(await alice.command(command, 'details INC-1')).toMatchObject({
      text: 'INC-1 has no diagnosis yet. Run `/intercom-incident triage` in its channel.',
    });
  });

  story("shows what is behind the diagnosis of the channel's or the named incident", async ({ scene }) => {
    const set = await scene();
    await set.intercom.set({ api: 'token_revoked' });
    const channel = await set.declare();
    for (const reply of [
      await set.type(set.alice, 'details', channel.name),
      await set.type(set.bob, 'details INC-1', 'general'),
    ]) {
      expect(fromPlain(reply)).toMatch(/^Checked .* UTC>$/u);
      expect(reply).toContain('*Checks now:* Ours.');
      expect(reply).toContain('\nWhose problem: Ours\n');
      expect(reply).toContain('API /me: 401');
    }
    expect(await set.type(set.bob, 'details INC-9', 'general')).toContain("There's no incident INC-9.");
  });

  story('runs the checks for one person outside an incident', async ({ scene }) => {
    const set = await scene();
    await set.intercom.set({ api: 'token_revoked' });
    await set.type(set.bob, 'details', 'general');
    await set.workspace.until(
      () => set.bob.ephemerals().some(({ text }) => text.includes('API /me: 401')),
      'the details',
    );
    expect(events(set)).toEqual([]);
  });
});
