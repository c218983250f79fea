import { describe, expect } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import {
  announcements,
  botMessages,
  diagnoses,
  facts,
  headline,
  lastEphemeral,
  postmortems,
  reminders,
} from '../support/find-messages.ts';
import { scrape } from '../support/metrics.ts';
import { events, outbox } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

/** Alice types `cancel` with these words, chooses the reason, and sends the form. */
async function cancel(
  set: Scene,
  channel: ChannelSnapshot,
  fields: Record<string, string> = { Reason: 'False alarm' },
  words = '',
): Promise<unknown> {
  await set.opens(set.alice, () => set.alice.command(command, `cancel ${words}`, { in: channel.name }));
  const sent = await set.alice.submit(fields);
  await set.settled();
  return sent;
}

describe.concurrent.each(['socket', 'http'] as const)('A false alarm, over %s,', (transport) => {
  story('is cancelled with a reason, which every message of it then shows', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, clock, settled } = set;
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare();
    clock.advance(31 * minute);
    await settled();
    expect(reminders(channel)).toHaveLength(1);
    expect(botMessages(channel, '*No commander yet.*')[0]?.buttons).toEqual(['Take command']);

    await set.opens(alice, () => alice.command(command, 'cancel It was a load test', { in: channel.name }));
    expect(alice.modal?.title).toBe('Cancel INC-1');
    expect(alice.modal?.fields.map(({ label, value }) => [label, value])).toEqual([
      ['Reason', null],
      ['Why', 'It was a load test'],
    ]);
    await alice.submit({ Reason: 'False alarm' });
    await settled();

    expect(lastEphemeral(alice).text).toBe('INC-1: cancelled. To undo that, click Reopen.');
    expect(facts(channel)).toMatchObject({
      Status: 'CANCELLED',
      'Next update': 'None (incident cancelled)',
    });
    expect(headline(channel).buttons).toEqual(['Reopen', 'Add action item']);
    expect(set.workspace.read(headline(channel))).toContain('*Cancelled:* False alarm');
    expect(channel.topic).toBe('CANCELLED: [P1] INC-1: Conversations not loading');
    expect(botMessages(channel, 'Cancelled').map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^:no_entry_sign: \*Cancelled\* by <@U00000ALICE>, .*: False alarm\n\*Why:\* It was a load test$/u,
      ),
    ]);
    expect(reminders(channel)).toEqual([]);
    expect(botMessages(channel, 'Update no longer needed')).toHaveLength(1);
    expect(botMessages(channel, '*No commander yet.*')).toEqual([]);
    const ended = botMessages(channel, 'This is over: <@U00000ALICE> cancelled the incident, ');
    expect(ended.map(({ buttons }) => buttons)).toEqual([[]]);
    expect(diagnoses(channel).flatMap(({ buttons }) => buttons)).toEqual([]);
    const [announcement, news, ...more] = set.workspace.channel('incidents').posts;
    expect(more).toEqual([]);
    expect(announcement?.text).toMatch(
      /Status: CANCELLED\n.*\nCommander: Unassigned\nReason: False alarm\nWhy: It was a load test$/su,
    );
    expect(news?.text).toBe(
      ':no_entry_sign: *INC-1 is cancelled:* Conversations not loading\nReason: False alarm\nWhy: It was a load test',
    );

    clock.advance(24 * 60 * minute);
    await settled();
    expect(outbox(set)).toEqual([]);
    expect(reminders(channel)).toEqual([]);
    expect(postmortems(channel)).toEqual([]);
  });

  story("is an incident again once it's reopened", async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, clock, settled } = set;
    const channel = await set.declare({ Commander: 'alice' });
    await cancel(set, channel);
    clock.advance(10 * minute);
    await alice.click(headline(channel), 'Reopen');
    await set.workspace.until(() => alice.modal, 'the form');
    await alice.submit({ Why: 'Customers see it too' });
    await settled();

    expect(facts(channel).Status).toBe('INVESTIGATING');
    expect(set.workspace.read(headline(channel))).not.toContain('*Cancelled:*');
    expect(channel.topic).toBe('[P1] INC-1: Conversations not loading');
    expect(announcements(set)[0]?.text).not.toContain('Cancelled');
    clock.advance(31 * minute);
    await settled();
    expect(reminders(channel)).toHaveLength(1);
  });
});

describe.concurrent('The cancellation form', () => {
  story('asks for a reason, and stays open without one', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    expect(await cancel(set, channel, { Why: 'No idea' })).toEqual({
      errors: { Reason: expect.any(String) },
    });
    expect(events(set, 'cancelled')).toEqual([]);
  });

  story("corrects the reason, once, if it's submitted again with another one", async ({ scene }) => {
    const set = await scene({ workspace: { ackTimeout: 400 } });
    const { alice, workspace } = set;
    const channel = await set.declare();
    await set.opens(alice, () => alice.command(command, 'cancel', { in: channel.name }));
    workspace.faults.add({ method: 'ack', answer: 'reset_after' });
    await alice.submit({ Reason: 'False alarm' });
    expect(await alice.submit({ Reason: 'Declared by mistake', Why: 'Wrong workspace' })).toEqual({
      closed: true,
    });
    await set.settled();

    expect(events(set, 'cancelled')).toHaveLength(1);
    expect(lastEphemeral(alice).text).toMatch(
      /this form was already submitted\. What you just sent counts\.\n\*On record:\* CANCELLED\n\*Cancelled:\* Declared by mistake\n\*Why:\* Wrong workspace/u,
    );
    expect(botMessages(channel, 'corrected why it was cancelled: Declared by mistake')).toHaveLength(1);
    expect(set.workspace.read(headline(channel))).toContain('Declared by mistake');
  });

  story('says who has cancelled the incident meanwhile', async ({ scene }) => {
    const set = await scene();
    const { alice, bob } = set;
    const channel = await set.declare();
    bob.join(channel.name);
    await set.opens(bob, () => bob.command(command, 'cancel', { in: channel.name }));
    await cancel(set, channel);
    expect(await bob.submit({ Reason: 'False alarm' })).toEqual({
      errors: {
        Reason: expect.stringMatching(
          /^alice cancelled INC-1 at 14:00 UTC, while this form was open\. Nothing was changed\. Close this form\.$/u,
        ),
      },
    });
    expect(await set.type(alice, 'cancel', channel.name)).toMatch(
      /^INC-1 is cancelled\. Nothing was changed\. .* click Reopen/u,
    );
  });

  story("doesn't open for a closed incident", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.opens(set.alice, () => set.alice.command(command, 'close', { in: channel.name }));
    await set.alice.submit();
    await set.settled();
    expect(await set.type(set.alice, 'cancel', channel.name)).toBe(
      'INC-1 is closed and has its postmortem. Nothing was changed. To cancel or merge it, run `/intercom-incident reopen` first.',
    );
    expect(set.alice.modal).toBeNull();
  });

  story('can be submitted only by a responder or the commander if RESPONDERS is set', async ({ scene }) => {
    const set = await scene({ env: { RESPONDERS: 'S000ONCALL1' } });
    const channel = await set.declare({ Commander: 'dave' });
    expect(await set.type(set.alice, 'cancel', channel.name)).toMatch(
      /^Only the commander and responders can cancel it\. Nothing was changed\./u,
    );
    expect(set.alice.modal).toBeNull();
    const dave = set.workspace.person('dave');
    await set.opens(dave, () => dave.command(command, 'cancel', { in: channel.name }));
    expect(await dave.submit({ Reason: 'Not ours to handle' })).toEqual({ closed: true });
  });
});

describe.concurrent('A cancelled incident', () => {
  story(
    'is shown as cancelled in the list and on the Home tab, and counts only as cancelled',
    async ({ scene }) => {
      const set = await scene();
      const { alice, clock } = set;
      const channel = await set.declare();
      clock.advance(5 * minute);
      await cancel(set, channel, { Reason: 'Not ours to handle' });

      expect(await set.type(alice, 'list')).toContain('*INC-1* [P1] CANCELLED');
      await alice.openHome();
      await set.workspace.idle();
      expect(alice.homeScreen).toMatch(/CANCELLED: Conversations not loading.*cancelled /su);
      expect(alice.home?.buttons).not.toContain('Postmortem');
      const { value } = await scrape(set);
      const counted = 'incident_bot_incidents_cancelled_total';
      expect(value(`${counted}{reason="not_ours",source="person"}`)).toBe(1);
      expect(value(`${counted}{reason="false_alarm",source="watch"}`)).toBe(0);
      expect(value('incident_bot_open_incidents{severity="P1"}')).toBe(0);
      expect(value('incident_bot_time_to_resolve_seconds_count{severity="P1",since="declared"}')).toBe(0);
      expect(value('incident_bot_updates_overdue')).toBe(0);
    },
  );

  story('needs no postmortem, and says so if asked for one', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    set.clock.advance(5 * minute);
    await cancel(set, channel, { Reason: 'Declared by mistake' });
    const shown = await set.type(set.alice, 'postmortem', channel.name);
    expect(shown).toContain('The record so far. A cancelled incident needs no postmortem');
    expect(shown).toContain(
      'INC-1 was cancelled: Declared by mistake. It needs no postmortem; this is what the record has.',
    );
    expect(shown).toContain('14:05 - Cancelled by alice: Declared by mistake');
    const titles = set.workspace.channels.flatMap(({ files }) => files.map(({ title }) => title));
    expect(titles).toEqual(['Record so far of INC-1']);
  });

  story('accepts nothing but a reopening', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await cancel(set, channel);
    const before = events(set);
    for (const text of [
      'note Found it',
      'severity P3',
      'update',
      'resolve',
      'close',
      'triage',
      'commander @bob',
    ])
      expect(await set.type(set.alice, text, channel.name)).toMatch(
        /^INC-1 is cancelled\. Nothing was changed\. To change it, click Reopen or run `\/intercom-incident reopen`\.$/u,
      );
    expect(events(set)).toEqual(before);
  });
});
