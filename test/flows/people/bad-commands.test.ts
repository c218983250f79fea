import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { picture } from '../support/picture.ts';
import { events } from '../support/record.ts';
import { command, type Scene, setScene } from '../support/scene.ts';
import { headline, told } from '../support/seen.ts';

const elsewhere =
  "This is not an incident channel. Go to the incident's channel (`/intercom-incident list` shows them), or declare one with `/intercom-incident open`.";

describe('A command that makes no sense', () => {
  let set: Scene;
  let channel: ChannelSnapshot;
  let before: unknown;

  beforeAll(async () => {
    set = await setScene({ transport: 'http' });
    channel = await set.declare({ Commander: 'alice' });
    before = picture(set);
  });
  afterAll(() => set.stop());

  it.each([
    ['noet The cache is cold', 'note'],
    ['Sevrity P1', 'severity'],
    ['post-mortem', 'postmortem'],
  ])(
    '%s: says what was not understood, the nearest command, and where the help is',
    async (typed, nearest) => {
      expect(await set.type(set.alice, typed, channel.name)).toBe(
        `"${typed}" is not a command. Did you mean \`/intercom-incident ${nearest}\`? \`/intercom-incident help\` lists all commands.`,
      );
      expect(picture(set)).toEqual(before);
    },
  );

  it('@channel & more: says what was not understood, and the three commonest commands', async () => {
    const lines = (await set.type(set.alice, '@channel & more', channel.name)).split('\n');

    expect(lines[0]).toBe('"@channel &amp; more" is not a command. Most people want one of these:');
    expect(lines).toHaveLength(5);
    expect(picture(set)).toEqual(before);
  });

  it.each([
    ['mttr', '"mttr" is not a command: there are no figures in Slack yet: '],
    ['Abort false alarm', '"Abort" is not a command: to end an incident that is none, write '],
    ['P1 Inbox is down', '"P1" is not a command: to declare an incident, write '],
  ])('%s: says what to use instead', async (typed, sentence) => {
    expect(await set.type(set.alice, typed, channel.name)).toContain(sentence);
    expect(picture(set)).toEqual(before);
  });

  it.each([
    ['severity P9', '"P9" is not a severity. Write P1, P2, P3 or P4.'],
    ['open P9 hello', '"P9" is not a severity. Write P1, P2, P3 or P4.'],
    [
      'list INC-9',
      '"INC-9" after `list` was not understood, so nothing was done. To see one incident, write `/intercom-incident status INC-9`.',
    ],
    ['triage now', '"now" after `triage` was not understood, so nothing was done. Write `/intercom-incident'],
    ['support INC-1 please', '"INC-1 please" after `support` was not understood, so nothing was done.'],
    ['status INC-1 please', 'There is no incident "INC-1 please".'],
    ['details now', 'There is no incident "now".'],
    ['drill list all', 'There is no drill "list all". /intercom-incident drill list names them all.'],
    ['help severity', '`/intercom-incident severity P1…P4 [why]`: change the severity'],
    ['severity urgent please', '"urgent" is not a severity. Write P1, P2, P3 or P4.'],
    ['severity P1', 'INC-1 is already P1.'],
    ['commander bob', '"bob" is not one person. Write @ and pick the person from Slack\'s list.'],
    ['commander @bob and @carol', "is not one person. Write @ and pick the person from Slack's list."],
    ['commander @oncall', '"@oncall" is not one person. Write @ and pick the person from Slack\'s list.'],
    ['commander @alice', 'You have command of INC-1 already.'],
    ['reopen It came back', 'INC-1 is open already, so there is nothing to reopen.'],
    ['reopen', 'INC-1 is open already, so there is nothing to reopen.'],
    ['status INC-999', 'There is no incident INC-999. `/intercom-incident list` shows them all.'],
    ['timeline please', 'There is no incident "please". `/intercom-incident list` shows them all.'],
    ['postmortem INC-999', 'There is no incident INC-999. `/intercom-incident list` shows them all.'],
    ['postmortem rubbish', 'There is no incident "rubbish". `/intercom-incident list` shows them all.'],
    ['postmortem INC-0', 'There is no incident "INC-0". `/intercom-incident list` shows them all.'],
    ['postmortem INC-99999999999999999999', 'There is no incident "INC-99999999999999999999".'],
  ])('%s: is answered with a sentence and changes nothing', async (typed, sentence) => {
    expect(await set.type(set.alice, typed, channel.name)).toContain(sentence);
    expect(picture(set)).toEqual(before);
  });

  it.each([
    ['explain', 'Nothing to explain yet. Try a status (`429`), a code (`token_revoked`), or paste'],
    [
      'explain 🤷 <rubbish> & more',
      `"🤷 &lt;rubbish&gt; &amp; more" isn't a status, error code, or error body`,
    ],
    ['explain {"errors":[{"code":', "isn't a status, error code, or error body that this bot recognizes"],
    ['explain token_revokd', 'The closest code is `token_revoked`.'],
    ['explain 999', `"999" isn't a status, error code, or error body that this bot recognizes`],
  ])('%s: says what can be asked and changes nothing', async (typed, sentence) => {
    expect(await set.type(set.alice, typed, channel.name)).toContain(sentence);
    expect(picture(set)).toEqual(before);
  });

  it.each([
    'update',
    'note',
    'note Found it',
    'severity P2',
    'commander @bob',
    'resolve',
    'close',
    'cancel',
    'reopen',
    'status',
  ])('%s outside an incident channel: says where to go and changes nothing', async (typed) => {
    expect(await set.type(set.alice, typed, 'random')).toBe(elsewhere);
    expect(set.alice.modal).toBeNull();
    expect(picture(set)).toEqual(before);
  });

  it('a note of 3,500 characters: says by how much it is too long, and keeps none of it', async () => {
    const answer = await set.type(set.alice, `note ${'x'.repeat(3_500)}`, channel.name);

    expect(answer).toBe('The note has 3500 characters; at most 3000 fit. Please shorten it.');
    expect(picture(set)).toEqual(before);
  });

  it('40,000 characters of rubbish: are answered', async () => {
    const answer = await set.type(set.alice, 'x'.repeat(40_000), channel.name);

    expect(answer).toMatch(/^"x{199}…" is not a command\. Most people want/u);
    expect(picture(set)).toEqual(before);
  });
});

describe('A closed incident', () => {
  let set: Scene;
  let channel: ChannelSnapshot;
  let before: unknown;
  const closed =
    'INC-1 is already closed, so nothing was changed. To go on with it, press Reopen or type /intercom-incident reopen.';

  beforeAll(async () => {
    set = await setScene();
    channel = await set.declare();
    await set.opens(set.bob, () => set.bob.click(headline(channel), 'Add note'));
    await set.opens(set.alice, () => set.alice.command(command, 'close', { in: channel.name }));
    await set.alice.submit();
    await set.settled();
    before = picture(set);
  });
  afterAll(() => set.stop());

  it.each([
    'update',
    'note',
    'note Found it',
    'severity',
    'severity P2',
    'commander',
    'commander @bob',
    'triage',
    'resolve',
    'close',
  ])('is not changed by `%s`, and the person is told to reopen it', async (typed) => {
    expect(await set.type(set.alice, typed, channel.name)).toBe(closed);
    expect(set.alice.modal).toBeNull();
    expect(picture(set)).toEqual(before);
  });

  it('is not changed by a modal that was open before the close; the field says why', async () => {
    expect(await set.bob.submit({ Note: 'Too late' })).toEqual({ errors: { Note: closed } });
    expect(set.bob.modal?.title).toBe('Note on INC-1');
    expect(picture(set)).toEqual(before);
  });

  it('is not changed by the tick of a step', async () => {
    const diagnosis = channel.messages.find(({ text }) => text.startsWith('Whose problem'));
    if (!diagnosis) throw new Error('There is no diagnosis.');
    await set.alice.choose(diagnosis, 'tick_step', 'Done', { occurrence: 1 });
    await set.settled();

    expect(told(set.alice).text).toBe(closed);
    expect(events(set, 'step_ticked')).toEqual([]);
  });
});
