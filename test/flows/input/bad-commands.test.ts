import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { headline, lastEphemeral } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events } from '../support/record.ts';
import { command, type Scene, setScene } from '../support/scene.ts';

const elsewhere =
  "This isn't an incident channel. Find yours with `/intercom-incident list`, or declare an incident with `/intercom-incident open`.";

describe('A mistyped command', () => {
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
    "%s: the reply says what wasn't understood, the nearest command, and where the help is",
    async (typed, nearest) => {
      expect(await set.type(set.alice, typed, channel.name)).toBe(
        `"${typed}" isn't a command. Did you mean \`/intercom-incident ${nearest}\`? \`/intercom-incident help\` lists all commands.`,
      );
      expect(picture(set)).toEqual(before);
    },
  );

  it("@channel & more: the reply says what wasn't understood, and the three commonest commands", async () => {
    const lines = (await set.type(set.alice, '@channel & more', channel.name)).split('\n');

    expect(lines[0]).toBe('"@channel &amp; more" isn\'t a command. Most people want one of these:');
    expect(lines).toHaveLength(5);
    expect(picture(set)).toEqual(before);
  });

  it.each([
    ['mttr', '"mttr" isn\'t a command: for how many incidents there were and how long they took, run '],
    ['Abort false alarm', '"Abort" isn\'t a command: to cancel one that isn\'t an incident, run '],
    ['INC-1', '"INC-1" isn\'t a command: `/intercom-incident status INC-1` shows '],
    ['#1', '"#1" isn\'t a command: `/intercom-incident status INC-1` shows '],
    ['P1 Inbox is down', '"P1" isn\'t a command: to declare an incident, run '],
  ])('%s: the reply says what to use instead', async (typed, sentence) => {
    expect(await set.type(set.alice, typed, channel.name)).toContain(sentence);
    expect(picture(set)).toEqual(before);
  });

  it.each([
    ['severity P9', '"P9" isn\'t a severity. Use P1, P2, P3, or P4.'],
    ['open P9 hello', '"P9" isn\'t a severity. Use P1, P2, P3, or P4.'],
    ['list INC-9', '"INC-9" isn\'t a filter. To see one incident, run `/intercom-incident status INC-9`.'],
    ['figures intercom 2026-12', '2026-12 is still to come. Nothing was counted. Choose this month or an'],
    ['triage now', '"now" after `triage` isn\'t understood. Nothing was changed. Run `/intercom-incident'],
    ['support INC-1 please', '"INC-1 please" after `support` isn\'t understood. Nothing was changed.'],
    ['status INC-1 please', 'There\'s no incident "INC-1 please".'],
    ['details now', 'There\'s no incident "now".'],
    ['drill list all', 'There\'s no drill called "list all".'],
    ['help severity', '`/intercom-incident severity P1…P4 [why]`: change the severity'],
    ['severity urgent please', '"urgent" isn\'t a severity. Use P1, P2, P3, or P4.'],
    ['severity P1', 'INC-1 is already P1.'],
    ['commander bob', '"bob" isn\'t one person. Type @ and pick someone from Slack\'s list.'],
    ['commander @bob and @carol', "isn't one person. Type @ and pick someone from Slack's list."],
    ['commander @oncall', '"@oncall" isn\'t one person. Type @ and pick someone from Slack\'s list.'],
    ['commander @alice', "You're already the commander of INC-1."],
    ['reopen It came back', 'INC-1 is already open. Nothing was changed.'],
    ['reopen', 'INC-1 is already open. Nothing was changed.'],
    ['status INC-999', "There's no incident INC-999. To see them all, run `/intercom-incident list`."],
    ['timeline please', 'There\'s no incident "please". To see them all, run `/intercom-incident list`.'],
    ['postmortem INC-999', "There's no incident INC-999. To see them all, run `/intercom-incident list`."],
    ['postmortem rubbish', 'There\'s no incident "rubbish". To see them all, run `/intercom-incident list`.'],
    ['postmortem INC-0', 'There\'s no incident "INC-0". To see them all, run `/intercom-incident list`.'],
    ['postmortem INC-99999999999999999999', 'There\'s no incident "INC-99999999999999999999".'],
  ])('%s: the reply is a sentence, and nothing changes', async (typed, sentence) => {
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
  ])('%s: the reply says what can be asked, and nothing changes', async (typed, sentence) => {
    expect(await set.type(set.alice, typed, channel.name)).toContain(sentence);
    expect(picture(set)).toEqual(before);
  });

  it.each(['status', 'timeline', 'timeline all', 'postmortem', 'roles', 'catchup'])(
    '%s outside an incident channel: the reply says that it takes a name',
    async (typed) => {
      expect(await set.type(set.alice, typed, 'random')).toBe(
        "This isn't an incident channel. Add an incident's name, such as INC-1, or see them all with `/intercom-incident list`.",
      );
    },
  );

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
  ])('%s outside an incident channel: the reply says where to go, and nothing changes', async (typed) => {
    expect(await set.type(set.alice, typed, 'random')).toBe(elsewhere);
    expect(set.alice.modal).toBeNull();
    expect(picture(set)).toEqual(before);
  });

  it("a note of 3,500 characters: the reply says by how much it's too long, and none of it is kept", async () => {
    const answer = await set.type(set.alice, `note ${'x'.repeat(3_500)}`, channel.name);

    expect(answer).toBe('The note is too long: 3500 characters, limit 3000.');
    expect(picture(set)).toEqual(before);
  });

  it('40,000 random characters: there is a reply', async () => {
    const answer = await set.type(set.alice, 'x'.repeat(40_000), channel.name);

    expect(answer).toMatch(/^"x{199}…" isn't a command\. Most people want/u);
    expect(picture(set)).toEqual(before);
  });
});

describe('A closed incident', () => {
  let set: Scene;
  let channel: ChannelSnapshot;
  let before: unknown;
  const closed =
    'INC-1 is closed. Nothing was changed. To change it, click Reopen or run `/intercom-incident reopen`.';

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
  ])("isn't changed by `%s`, and the person is told to reopen it", async (typed) => {
    expect(await set.type(set.alice, typed, channel.name)).toBe(closed);
    expect(set.alice.modal).toBeNull();
    expect(picture(set)).toEqual(before);
  });

  it("isn't changed by a form that was open before the close, and its field says why", async () => {
    expect(await set.bob.submit({ Note: 'Too late' })).toEqual({ errors: { Note: closed } });
    expect(set.bob.modal?.title).toBe('Note on INC-1');
    expect(picture(set)).toEqual(before);
  });

  it("isn't changed by ticking a step", async () => {
    const diagnosis = channel.messages.find(({ text }) => text.startsWith('Whose problem'));
    if (!diagnosis) throw new Error('There is no diagnosis.');
    await set.alice.choose(diagnosis, 'tick_step', 'Done', { occurrence: 1 });
    await set.settled();

    expect(lastEphemeral(set.alice).text).toBe(closed);
    expect(events(set, 'step_ticked')).toEqual([]);
  });
});
