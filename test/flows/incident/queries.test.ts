import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { subcommands } from '../../../src/slack/text/subcommands.ts';
import { headline, lastEphemeral } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { requestIds } from '../support/record.ts';
import { command, type Scene, setScene } from '../support/scene.ts';

describe.each(['socket', 'http'] as const)('Asking the bot over %s', (transport) => {
  let set: Scene;
  let channel: ChannelSnapshot;

  beforeAll(async () => {
    set = await setScene({ transport });
    channel = await set.declare({ Impact: 'Nothing loads', Commander: 'alice' });
    await set.declare({ Title: 'Webhooks are late', Severity: 'P4' });
    await set.type(set.alice, 'note The first customer called', channel.name);
  });
  afterAll(() => set.stop());

  it("shows the channel's incident, with its buttons, to the person who asked", async () => {
    const before = picture(set);
    await set.type(set.alice, '', channel.name);

    expect(lastEphemeral(set.alice)).toMatchObject({
      text: headline(channel).text,
      buttons: headline(channel).buttons,
    });
    expect(picture(set)).toEqual(before);
  });

  it('answers `status` with the headline and the title', async () => {
    const before = picture(set);
    expect(await set.type(set.alice, 'status', channel.name)).toBe(
      `*INC-1: Conversations not loading*\n${headline(channel).text}`,
    );
    expect(lastEphemeral(set.alice).buttons).toEqual([]);
    expect(picture(set)).toEqual(before);
  });

  it.each(['INC-1', 'inc 1', 'INC1', '1'])(
    "answers `status` and `timeline` of %s in any channel as in the incident's own",
    async (name) => {
      const before = picture(set);
      for (const question of ['status', 'timeline']) {
        const inChannel = await set.type(set.alice, question, channel.name);
        const elsewhere =
          question === 'timeline'
            ? `${inChannel}\nTo correct an entry, run \`/intercom-incident timeline\` in the incident's channel.`
            : inChannel;
        for (const place of ['random', 'inc-2-webhooks-are-late'])
          expect(await set.type(set.alice, `${question} ${name}`, place)).toBe(elsewhere);
      }
      expect(picture(set)).toEqual(before);
    },
  );

  it.each([
    ['update', 'Action', 'Rolling back & watching'],
    ['resolve', 'What fixed it', 'Rolled <back>'],
    ['close', 'Summary', 'An hour without inbox'],
  ])('opens the form of `%s` with the typed text as %s', async (subcommand, label, text) => {
    await set.opens(set.alice, () =>
      set.alice.command(command, `${subcommand} ${text}`, { in: channel.name }),
    );

    const filled = set.alice.modal?.fields.filter(({ value }) => value === text);
    expect(filled?.map((field) => field.label)).toEqual([label]);
  });

  it('answers `timeline` with what happened, oldest first', async () => {
    const lines = (await set.type(set.alice, 'timeline', channel.name)).split('\n');

    expect(lines[0]).toBe('*Timeline of INC-1: Conversations not loading*');
    expect(lines[1]).toMatch(/14:00 UTC> {2}First alert: Conversations not loading \(declared P1 by /u);
    expect(lines[2]).toContain('Triage: Intercom responds, nothing is posted, and our service is healthy.');
    expect(lines[3]).toContain(': The first customer called');
    expect(lines).toHaveLength(4);
  });

  it('shows people on the timeline by name, never by ID', async () => {
    await set.type(set.alice, 'timeline', channel.name);
    const shown = set.workspace.read(lastEphemeral(set.alice));

    expect(shown).toMatch(/declared P1 by @?(?:alice|Alice Archer)/u);
    expect(shown).not.toMatch(/(?<![<@])U00000ALICE/u);
  });

  it('shows people in a postmortem draft by name, never by ID', async () => {
    await set.type(set.alice, 'postmortem', channel.name);

    expect(lastEphemeral(set.alice).text).not.toContain('U00000ALICE');
  });

  it('answers `list` with all incidents, newest first', async () => {
    const lines = (await set.type(set.carol, 'list', 'random')).split('\n');

    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('*INC-2* [P4] INVESTIGATING: Webhooks are late <#');
    expect(lines[1]).toContain(
      `*INC-1* [P1] INVESTIGATING: Conversations not loading <#${channel.id}>, <@U00000ALICE>`,
    );
  });

  it('answers `help` with every subcommand', async () => {
    const before = picture(set);
    const help = await set.type(set.carol, 'help', 'random');

    const named = [...help.matchAll(/^`\/intercom-incident (\w+)/gmu)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(subcommands));
    expect(picture(set)).toEqual(before);
  });

  it('answers `explain` with whose problem it is, cause, fix, and retry advice', async () => {
    const before = picture(set);
    const lines = (await set.type(set.carol, 'explain 429', 'random')).split('\n');

    expect(lines.slice(0, 5).map((line) => line.replace(/: .*/u, ''))).toEqual([
      'Whose problem',
      '429 Too Many Requests',
      'Cause',
      'Fix',
      'Retry',
    ]);
    expect(picture(set)).toEqual(before);
  });

  it("explains a pasted error body, and keeps its request_id with the channel's incident", async () => {
    const body =
      '{"type":"error.list","request_id":"b2f5a3de-0000-4000-8000-00000000abcd","errors":[{"code":"token_revoked","message":"Access Token Revoked"}]}';
    const answer = await set.type(set.alice, `explain ${body}`, channel.name);

    expect(answer).toContain('token_revoked');
    expect(answer).toContain('Added to this incident: b2f5a3de-0000-4000-8000-00000000abcd');
    expect(requestIds(set)).toContain('b2f5a3de-0000-4000-8000-00000000abcd');
  });

  it('keeps nothing when it explains outside an incident channel', async () => {
    const kept = picture(set);
    const answer = await set.type(set.carol, 'explain {"request_id":"req_outside_1234"}', 'random');

    expect(answer).toContain('request_id: req_outside_1234');
    expect(picture(set)).toEqual(kept);
  });

  it('answers only the person who asked', async () => {
    const before = set.bob.ephemerals().length;
    await set.carol.command(command, 'list', { in: 'random' });

    expect(set.bob.ephemerals()).toHaveLength(before);
    expect(set.workspace.channel('random').posts).toEqual([]);
  });
});
