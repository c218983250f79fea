import { describe, expect } from 'vitest';
import { botMessages, diagnoses, headline, lastEphemeral, reminders } from '../support/find-messages.ts';
import { events, outbox, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { minute, passMinutes } from '../support/time.ts';

/** The message with these words arrives and its answer gets lost; nothing can be looked for until it is mended. */
function lose({ workspace }: Scene, words: string): () => void {
  workspace.faults.add({
    method: 'chat.postMessage',
    answer: 'reset_after',
    when: ({ text }) => String(text).includes(words),
  });
  return workspace.faults.add({ method: 'conversations.history', times: 9_999, answer: { status: 503 } });
}

/** An incident whose first reminder stands in the channel without the bot knowing. */
async function remindedUnheard(set: Scene) {
  const channel = await set.declare({ Commander: 'alice' });
  const mend = lose(set, 'alarm_clock');
  set.clock.advance(30 * minute);
  await set.workspace.until(() => reminders(channel).length > 0, 'the reminder');
  return { channel, mend };
}

describe.concurrent('A reminder whose response was lost', () => {
  story('says that an update answered it', async ({ scene }) => {
    const set = await scene();
    const { channel, mend } = await remindedUnheard(set);
    await set.opens(set.alice, () => set.alice.command(command, 'update', { in: channel.name }));
    await set.alice.submit({ Status: 'IDENTIFIED', Impact: 'x' });
    mend();
    await recovered(set);

    expect(reminders(channel)).toEqual([]);
    expect(botMessages(channel, 'it was due').map(({ text }) => text)).toEqual([
      expect.stringMatching(/Update posted/u),
    ]);
  });

  story('says that its own button answered it', async ({ scene }) => {
    const set = await scene();
    const { channel, mend } = await remindedUnheard(set);
    const [reminder] = reminders(channel);
    if (!reminder) throw new Error('There is no reminder.');
    await set.alice.click(reminder, 'Snooze 15 min');
    mend();
    await recovered(set);

    expect(reminders(channel)).toEqual([]);
    expect(botMessages(channel, 'Reminder snoozed')).toHaveLength(1);
  });

  story('says that the end of the incident answered it', async ({ scene }) => {
    const set = await scene();
    const { channel, mend } = await remindedUnheard(set);
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Resolve'));
    await set.alice.submit({ 'What fixed it': 'x' });
    mend();
    await recovered(set);

    expect(reminders(channel)).toEqual([]);
    expect(botMessages(channel, 'Update no longer needed')).toHaveLength(1);
  });

  story('says how it was answered, even if the incident has gone on without it since', async ({ scene }) => {
    const set = await scene();
    const { channel, mend } = await remindedUnheard(set);
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Resolve'));
    await set.alice.submit({ 'What fixed it': 'x' });
    await set.alice.command(command, 'reopen again', { in: channel.name });
    mend();
    await recovered(set);

    expect(reminders(channel)).toEqual([]);
    expect(putAside(set)).toEqual([]);
  });

  story('is deleted if a later one asks for the same', async ({ scene }) => {
    const set = await scene();
    const { channel, mend } = await remindedUnheard(set);
    await passMinutes(set, 30);
    mend();
    await passMinutes(set, 30);

    const asked = events(set, 'reminded').length;
    expect(asked).toBeGreaterThan(1);
    expect(reminders(channel)).toHaveLength(1);
    expect(events(set, 'reminder_posted').map(({ body }) => body.ts)).toContain(reminders(channel)[0]?.ts);
    expect(putAside(set)).toEqual([]);
  });

  story("isn't posted just to say so if it never arrived", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    const mend = set.workspace.faults.add({
      method: 'chat.postMessage',
      times: 999,
      answer: { status: 503 },
      when: ({ text }) => String(text).includes('alarm_clock'),
    });
    set.clock.advance(30 * minute);
    await set.workspace.until(
      () => outbox(set).some(({ key, why }) => key.startsWith('sync_reminder') && why),
      'a failed reminder',
    );
    await set.opens(set.alice, () => set.alice.command(command, 'update', { in: channel.name }));
    await set.alice.submit({ Status: 'IDENTIFIED', Impact: 'x' });
    mend();
    await recovered(set);

    expect(botMessages(channel, '*Update ')).toEqual([]);
  });
});

story('A call for a commander whose response was lost says who took command since', async ({ scene }) => {
  const set = await scene();
  const channel = await set.declare();
  const mend = lose(set, '*No commander yet.*');
  set.clock.advance(15 * minute);
  await set.workspace.until(() => botMessages(channel, '*No commander yet.*').length > 0, 'the call');
  const [call] = botMessages(channel, '*No commander yet.*');
  if (!call) throw new Error('Nobody was called.');
  await set.carol.click(call, 'Take command');
  mend();
  await recovered(set);

  expect(botMessages(channel, '*No commander yet.*')).toEqual([]);
  expect(botMessages(channel, 'took command').map(({ ts, buttons }) => [ts, buttons])).toEqual([
    [call.ts, []],
  ]);
  expect(putAside(set)).toEqual([]);
});

const checked = { env: { TRIAGE_EVERY: 'P1=2m,P2=999d,P3=999d,P4=999d' } };

/** An incident whose first diagnosis stands in the channel without the bot knowing. */
async function diagnosedUnheard(set: Scene) {
  const mend = lose(set, 'Whose problem');
  await set.opens(set.alice, () => set.alice.command(command, 'open P1 Inbox'));
  await set.alice.submit({ Commander: 'alice' });
  const shown = () => set.workspace.findChannel('inc-1-inbox');
  await set.workspace.until(
    () => shown() && diagnoses(set.workspace.channel('inc-1-inbox')).length > 0,
    'the diagnosis',
  );
  return { channel: set.workspace.channel('inc-1-inbox'), mend };
}

describe.concurrent('A diagnosis whose response was lost', () => {
  story('keeps its message when another one comes after it', async ({ scene }) => {
    const set = await scene(checked);
    const { channel, mend } = await diagnosedUnheard(set);
    const first = diagnoses(channel)[0]?.text.split('\n')[0];
    await set.intercom.set({ api: 'unavailable' });
    await passMinutes(set, 3);
    expect(events(set, 'diagnosed')).toHaveLength(2);
    mend();
    await recovered(set);

    expect(diagnoses(channel).map(({ text }) => text.split('\n')[0])).toEqual([
      first,
      'Whose problem: Intercom',
    ]);
    const posted = events(set, 'diagnosis_posted').map(({ body }) => body.ts);
    expect(posted).toEqual(diagnoses(channel).map(({ ts }) => ts));
    expect(putAside(set)).toEqual([]);
  });

  story(
    'stays, and what is ticked on it is shown, where the one after it has a message already',
    async ({ scene }) => {
      const set = await scene();
      await set.intercom.set({ api: 'unavailable' });
      const { channel, mend } = await diagnosedUnheard(set);
      await passMinutes(set, 8);
      expect(putAside(set)).toEqual([expect.stringMatching(/^sync_diagnosis/u)]);
      await set.type(set.alice, 'triage', channel.name);
      expect(diagnoses(channel)).toHaveLength(2);
      mend();
      await passMinutes(set, 20);

      expect(putAside(set)).toEqual([]);
      expect(diagnoses(channel)).toHaveLength(2);
      const posted = events(set, 'diagnosis_posted').map(({ body }) => body.ts);
      expect(posted.toSorted()).toEqual(
        diagnoses(channel)
          .map(({ ts }) => ts)
          .toSorted(),
      );
    },
  );
});

story(
  "A part of a drill's story whose response was lost is not told again after the drill was closed and reopened",
  async ({ scene }) => {
    const set = await scene({ env: { TRIAGE_EVERY: 'P1=2m' } });
    const { alice, opens, workspace } = set;
    await set.type(alice, 'drill friday-evening');
    await passMinutes(set, 2);
    await opens(alice, () => alice.click(lastEphemeral(alice), 'Declare'));
    await alice.submit({ Title: 'Replies do not go out', Severity: 'P1' });
    await set.settled();
    const channel = workspace.channels.find((one) => one.name.includes('-drill-'));
    if (!channel) throw new Error('The drill has no channel.');
    const parts = () => channel.posts.filter(({ text }) => text.startsWith('DRILL. '));
    const before = parts().length;
    const mend = lose(set, 'DRILL. ');
    for (let i = 0; i < 60 && parts().length === before; i += 1) await passMinutes(set, 1);
    expect(parts()).toHaveLength(before + 1);
    await opens(alice, () => alice.command(command, 'close', { in: channel.name }));
    await alice.submit({ Summary: 'We practised.' });
    mend();
    await recovered(set);
    await alice.command(command, 'reopen once more', { in: channel.name });
    await passMinutes(set, 1);

    const texts = parts().map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  },
);
