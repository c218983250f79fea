import { describe, expect } from 'vitest';
import type { Entry } from '../../../packages/slack-sandbox/slack/people/forms/form-values.ts';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { lossy, sendInVain } from '../support/faults/sent-in-vain.ts';
import { facts, headline, lastEphemeral, postmortems } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

type Filled = Readonly<Record<string, Entry>>;

/** A form: how alice opens it, what she sends first and what she corrects it to, and what has to be on record of the second. */
type Form = {
  readonly name: string;
  readonly before?: (set: Scene, channel: ChannelSnapshot) => Promise<unknown>;
  readonly opens: (set: Scene, channel: ChannelSnapshot) => Promise<unknown>;
  readonly first: Filled;
  readonly corrected: Filled;
  /** The event that the first one makes, and how many there are after the correction. */
  readonly makes: readonly [type: string, afterwards: number];
  readonly kept: (set: Scene, channel: ChannelSnapshot) => unknown;
  readonly is: unknown;
  /** How long that takes, ms. */
  readonly waits?: number;
};

const press = (label: string) => (set: Scene, channel: ChannelSnapshot) =>
  set.alice.click(headline(channel), label);
const typed = (text: string) => (set: Scene, channel: ChannelSnapshot) =>
  set.alice.command(command, text, { in: channel.name });
const last = (set: Scene, type: string) => events(set, type).at(-1)?.body;

const forms: readonly Form[] = [
  {
    name: 'Update',
    opens: press('Post update'),
    first: { Impact: 'All agents' },
    corrected: { Impact: 'Only agents in the EU' },
    makes: ['update_posted', 2],
    kept: (_, channel) => facts(channel).Impact,
    is: 'Only agents in the EU',
  },
  {
    name: 'Note',
    opens: press('Add note'),
    first: { Note: 'The proxy was restarted' },
    corrected: { Note: 'The proxy in the EU was restarted' },
    makes: ['note_added', 2],
    kept: (set) => events(set, 'note_added').map(({ body }) => body.text),
    is: ['The proxy was restarted', 'The proxy in the EU was restarted'],
  },
  {
    name: 'Severity',
    opens: press('Change severity'),
    first: { Severity: 'P2' },
    corrected: { Severity: 'P3' },
    makes: ['severity_changed', 2],
    kept: (_, channel) => facts(channel).title,
    is: '[P3] INCIDENT: Intercom Integration',
  },
  {
    name: 'Severity (its reason)',
    opens: press('Change severity'),
    first: { Severity: 'P2', Why: 'Some agents' },
    corrected: { Severity: 'P2', Why: 'Only agents in the EU' },
    makes: ['severity_changed', 1],
    kept: (set) => last(set, 'note_added')?.text,
    is: 'Why the severity is P2: Only agents in the EU',
  },
  {
    name: 'Commander',
    opens: typed('commander'),
    first: { Commander: 'bob' },
    corrected: { Commander: 'carol' },
    makes: ['commander_assigned', 2],
    kept: (_, channel) => facts(channel).Commander,
    is: '<@U00000CAROL>',
  },
  {
    name: 'Resolve',
    opens: press('Resolve'),
    first: { 'What fixed it': 'A restart' },
    corrected: { 'What fixed it': 'A rollback' },
    makes: ['resolved', 1],
    kept: (set) => last(set, 'resolution_corrected')?.fix,
    is: 'A rollback',
  },
  {
    name: 'Close',
    before: (set, channel) => set.type(set.alice, 'resolve', channel.name).then(() => set.alice.submit()),
    opens: press('Close'),
    first: { Summary: 'Chats hung' },
    corrected: { Summary: 'Chats hung in the EU' },
    makes: ['closed', 1],
    kept: (_, channel) => postmortems(channel).map(({ content }) => /### Summary\n(.*)/u.exec(content)?.[1]),
    is: ['Chats hung', 'Chats hung in the EU'],
    waits: 600_000,
  },
  {
    name: 'Reopen',
    before: (set, channel) => set.type(set.alice, 'resolve', channel.name).then(() => set.alice.submit()),
    opens: typed('reopen'),
    first: { Why: 'It is back' },
    corrected: { Why: 'It is back in the EU' },
    makes: ['reopened', 1],
    kept: (set) => last(set, 'note_added')?.text,
    is: 'Why it was reopened: It is back in the EU',
  },
];

async function openForm(scene: (options: object) => Promise<Scene>, form: Form) {
  const set = await scene(lossy);
  const channel = await set.declare();
  await form.before?.(set, channel);
  await set.settled();
  await set.opens(set.alice, () => form.opens(set, channel));
  return { set, channel };
}

describe.concurrent.each(forms)('The form $name whose response was lost', (form) => {
  const [type, afterwards] = form.makes;

  story(
    "does nothing twice if it's submitted again unchanged, and says what is on record",
    async ({ scene }) => {
      const { set, channel } = await openForm(scene, form);
      await sendInVain(set, form.first);
      const before = picture(set);
      expect(await set.alice.submit()).toEqual({ closed: true });
      await set.settled();

      expect(picture(set)).toEqual(before);
      expect(events(set, type)).toHaveLength(1);
      expect(lastEphemeral(set.alice).text).toContain('was already submitted. Nothing was done twice');
      expect(lastEphemeral(set.alice).channel).toBe(channel.id);
    },
  );

  story(
    "records and reports what was written last if it's submitted again with changes",
    async ({ scene }) => {
      const { set, channel } = await openForm(scene, form);
      await sendInVain(set, form.first);
      expect(await set.alice.submit(form.corrected)).toEqual({ closed: true });
      await set.settled();

      set.clock.advance(form.waits ?? 0);
      await set.settled();
      expect(form.kept(set, channel)).toEqual(form.is);
      expect(events(set, type)).toHaveLength(afterwards);
      expect(lastEphemeral(set.alice).text).toContain('was already submitted. What you just sent counts');
    },
  );
});

describe.concurrent('The declaration form whose response was lost', () => {
  const asked = async (scene: (options: object) => Promise<Scene>, first: Filled): Promise<Scene> => {
    const set = await scene(lossy);
    await set.opens(set.alice, () => set.alice.command(command, 'open P2'));
    await sendInVain(set, first);
    return set;
  };

  story("declares one incident if it's submitted again unchanged, and says which", async ({ scene }) => {
    const set = await asked(scene, { Title: 'Inbox is empty' });
    expect(await set.alice.submit()).toEqual({ closed: true });
    await set.settled();

    expect(events(set, 'opened')).toHaveLength(1);
    expect(lastEphemeral(set.alice).text).toContain(
      'INC-1: this form was already submitted. Nothing was done twice',
    );
  });

  story(
    "corrects the first incident if it's submitted again with changes, and declares no second one",
    async ({ scene }) => {
      const set = await asked(scene, { Title: 'Inbox is empty' });
      const corrected = { Title: 'Inbox is empty in the EU', Severity: 'P1', Impact: 'EU', Commander: 'bob' };
      expect(await set.alice.submit(corrected)).toEqual({ closed: true });
      await set.settled();

      expect(events(set, 'opened')).toHaveLength(1);
      const channel = set.workspace.channel('inc-1-inbox-is-empty');
      expect(facts(channel)).toMatchObject({
        title: '[P1] INCIDENT: Intercom Integration',
        Impact: 'EU',
        Commander: '<@U000000BOB1>',
        'Next update': '14:30 UTC',
      });
      expect(channel.topic).toBe('[P1] INC-1: Inbox is empty in the EU');
      expect(channel.members).toContain('bob');
      expect(lastEphemeral(set.alice).text).toContain('What you just sent counts');
    },
  );

  story("says what was written last if it's changed and then changed back", async ({ scene }) => {
    const set = await asked(scene, { Title: 'Inbox is empty' });
    await sendInVain(set, { Title: 'Inbox is full' });
    expect(await set.alice.submit({ Title: 'Inbox is empty' })).toEqual({ closed: true });
    await set.settled();

    expect(events(set, 'opened')).toHaveLength(1);
    expect(set.workspace.channel('inc-1-inbox-is-empty').topic).toBe('[P2] INC-1: Inbox is empty');
  });

  story('responds in a direct message if it was opened on the Home tab', async ({ scene }) => {
    const set = await scene(lossy);
    set.alice.openHome();
    await set.workspace.until(() => set.alice.home, 'the Home tab');
    await set.opens(set.alice, () => set.alice.click('home', 'Declare an incident'));
    await sendInVain(set, { Title: 'Inbox is empty' });
    await set.alice.submit();
    await set.settled();

    const direct = set.workspace.channels.filter(({ kind }) => kind === 'im').flatMap(({ posts }) => posts);
    expect(direct.map(({ text }) => text)).toEqual([
      expect.stringContaining('INC-1 declared.'),
      expect.stringContaining('INC-1: this form was already submitted. Nothing was done twice'),
    ]);
  });

  story("declares one drill if it's a drill's form", async ({ scene }) => {
    const set = await scene(lossy);
    await set.type(set.alice, 'drill');
    await set.opens(set.alice, () => set.alice.click(lastEphemeral(set.alice), 'Declare'));
    await sendInVain(set, { Title: 'Practice' });
    expect(await set.alice.submit({ Title: 'Practice again' })).toEqual({ closed: true });
    await set.settled();

    expect(events(set, 'opened')).toHaveLength(1);
    expect(events(set, 'declaration_corrected')).toHaveLength(1);
  });
});
