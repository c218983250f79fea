import { describe, expect } from 'vitest';
import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import {
  announcements,
  botMessages,
  diagnoses,
  diagnosis,
  facts,
  headline,
  lastEphemeral,
} from '../support/find-messages.ts';
import { events, putAside, rewrite } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { runs } from '../support/time.ts';
import { cards, outage, words } from '../support/triage/cards.ts';

const env = { TRIAGE_EVERY: 'P1=2m' };
const posted = 'its status page reports “Errors on the REST API”';

/** Lets Intercom's API be down and up again in turn, one run of the checks each. */
async function backAndForth(set: Scene, times: number): Promise<void> {
  for (let run = 0; run < times; run += 1) {
    await set.intercom.set({ api: run % 2 ? 'healthy' : 'unavailable' });
    await runs(set, 1);
  }
}

const flapping = (channel: ChannelSnapshot): MessageSnapshot[] =>
  botMessages(channel, 'The checks have kept changing');

describe.concurrent('Checks that flap', () => {
  story('are reported once, then shown on the card only', async ({ scene }) => {
    const set = await scene({ env });
    const channel = await set.declare({ Commander: 'bob' });
    await backAndForth(set, 30);

    expect(diagnoses(channel)).toHaveLength(3);
    expect(flapping(channel).map(({ text }) => text)).toEqual([
      expect.stringMatching(/:\n• Nobody's\. .*\n• Intercom\. .*503.*\nThe checks message shows the latest/u),
    ]);
    expect(cards(channel)).toHaveLength(1);
    expect(cards(channel)[0]?.text).toContain('Flapping since');
    expect(events(set, 'diagnosed')).toHaveLength(3);
  });

  story('between three verdicts are reported as a list of three', async ({ scene }) => {
    const set = await scene({ env });
    const channel = await set.declare({ Commander: 'bob' });
    for (const world of [
      { api: 'unavailable' },
      { status: 'api_outage' },
      { status: 'none' },
      { api: 'healthy' },
    ] as const) {
      await set.intercom.set(world);
      await runs(set, 1);
    }
    const three = /:\n• Intercom\. .*reports.*\n• Intercom\. .*yet\n• Nobody's\. Recovered/u;
    expect(flapping(channel).map(({ text }) => text)).toEqual([expect.stringMatching(three)]);
    await set.type(set.alice, 'timeline', channel.name);
    expect(lastEphemeral(set.alice).text).toMatch(
      /alternate between Intercom \(.*\), Intercom \(.*\), and /u,
    );
  });

  story('are reported with the verdict when they agree again, which may be healthy', async ({ scene }) => {
    const set = await scene({ env });
    const channel = await set.declare({ Commander: 'bob' });
    await backAndForth(set, 10);
    const before = channel.messages.length;
    await runs(set, 4);
    expect(channel.messages).toHaveLength(before);
    await runs(set, 6);

    const since = channel.messages.slice(before).filter(({ buttons }) => !buttons.includes('Snooze 15 min'));
    const [offer, ...more] = since;
    expect(more).toEqual([]);
    expect(offer?.text).toContain('Checks are healthy again');
    expect(botMessages(channel, "Then they agreed: Nobody's.")).toHaveLength(1);
    expect(cards(channel)[0]?.text).not.toContain('Flapping');
  });

  story('are shown as flapping everywhere, not as the last verdict reported', async ({ scene }) => {
    const set = await scene({ env });
    const channel = await set.declare({ Commander: 'bob' });
    await set.intercom.set({ api: 'unavailable' });
    await runs(set, 1);
    await set.intercom.set({ api: 'token_revoked' });
    await runs(set, 1);
    for (const api of ['unavailable', 'token_revoked'] as const) {
      await set.intercom.set({ api });
      await runs(set, 1);
    }
    await set.type(set.alice, 'commander @carol', channel.name);

    expect(diagnosis(channel).text).toContain('Whose problem: Intercom');
    expect(cards(channel)[0]?.text).toMatch(/^Checks now: Ours\..*token_revoked/u);
    expect(announcements(set)[0]?.text).toContain('Whose problem: Ours');
    expect(facts(channel).Cause).toMatch(/^Earlier check, 14:06 UTC: .*503/u);
    expect(await set.type(set.alice, 'catchup', channel.name)).toMatch(
      /\*Whose problem:\* Ours: .*token_revoked/u,
    );
    const briefs = set.workspace.channels.filter(
      ({ kind, members }) => kind === 'im' && members.includes('carol'),
    );
    const [brief] = briefs.flatMap(({ messages }) => messages);
    expect(brief?.text).toMatch(/\*Cause \(from triage\):\* Earlier check, .*503/u);
    expect(brief?.text).toMatch(/\*Whose problem:\* Ours: .*token_revoked/u);
  });

  story('are reported once more when they agree on something new', async ({ scene }) => {
    const set = await scene({ env });
    const channel = await set.declare({ Commander: 'bob' });
    await backAndForth(set, 9);
    const before = diagnoses(channel).length;
    await runs(set, 12);

    const [calm, ...more] = diagnoses(channel).slice(before);
    expect(more).toEqual([]);
    if (!calm) throw new Error('Nothing was said.');
    expect(calm.text).toMatch(/^Whose problem: Intercom\n/u);
    expect(set.workspace.read(calm)).toContain('The checks agree again');
  });

  story('that agree again on the last reported verdict report nothing more', async ({ scene }) => {
    const set = await scene({ env });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'bob' });
    await set.intercom.set({ api: 'healthy' });
    await runs(set, 1);
    await backAndForth(set, 9);
    const before = channel.messages.length;
    const [notice] = flapping(channel);
    expect(notice?.text).not.toMatch(/\d times/u);
    await runs(set, 12);

    expect(diagnosis(channel).text).toContain('503');
    const since = channel.messages.slice(before).filter(({ buttons }) => !buttons.includes('Snooze 15 min'));
    expect(since).toEqual([]);
    const calm = channel.messages.find(({ ts }) => ts === notice?.ts);
    expect(calm?.text).toMatch(/until .*\. Then they agreed: Intercom\. .*503/u);
    expect(calm?.buttons).toEqual([]);
    await set.type(set.alice, 'timeline', channel.name);
    expect(lastEphemeral(set.alice).text).toMatch(/check results agree again: Intercom \(.*503/u);
  });

  story(
    'with a verdict that Slack refused leave no second message of the previous verdict',
    async ({ scene }) => {
      const set = await scene({ env });
      await set.intercom.set({ api: 'unavailable' });
      const channel = await set.declare({ Commander: 'bob', Severity: 'P2' });
      const [first] = diagnoses(channel);
      const mend = outage(set);
      for (const status of ['api_outage', 'none'] as const) {
        await set.intercom.set({ status });
        await runs(set, 3);
      }
      mend();
      await recovered(set);

      expect(diagnoses(channel).map(({ ts, buttons }) => [ts, buttons])).toEqual([
        [first?.ts, ['Set severity P1']],
      ]);
      expect(headline(channel).text).toMatch(/Cause: .*503/u);
      await set.type(set.alice, 'triage', channel.name);
      expect(diagnoses(channel)).toHaveLength(2);
    },
  );

  story('are reported in one message after an outage of Slack', async ({ scene }) => {
    const set = await scene({ env });
    const channel = await set.declare({ Commander: 'bob' });
    const before = channel.messages.length;
    const mend = outage(set, '*');
    await backAndForth(set, 20);
    mend();
    await recovered(set);

    const since = channel.messages.slice(before).map(({ text }) => text);
    const news = since.filter((text) => /Whose problem|Checks now|changing/u.test(text));
    expect(news.map((text) => text.slice(0, 11)).sort()).toEqual([':left_right', 'Checks now:']);
  });

  story('leave the current verdict if Slack was down from the first one on', async ({ scene }) => {
    const set = await scene({ env });
    const { alice, opens, settled, workspace } = set;
    const mend = outage(set);
    await opens(alice, () => alice.command(command, 'open P1 Inbox is empty'));
    await alice.submit({ Commander: 'bob' });
    await settled();
    await backAndForth(set, 20);
    mend();
    await recovered(set);

    const channel = workspace.channel('inc-1-inbox-is-empty');
    expect(diagnosis(channel).text).toContain("Intercom works right now, but it's intermittent:");
    expect(diagnoses(channel)).toHaveLength(1);
  });
});

story(
  'An open incident whose diagnosis an earlier version edited continues after the upgrade',
  async ({ scene }) => {
    const set = await scene({ env });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'alice' });
    const { ts } = diagnosis(channel);
    const mend = outage(set);
    await set.intercom.set({ status: 'api_outage' });
    await runs(set, 1);
    await set.haltBot();
    // As the earlier version left it: a diagnosis in the place of the first, with its edit and its broadcast still owed.
    rewrite(
      set,
      `UPDATE events SET body = json_set(body, '$.inPlace', json('true')) WHERE type = 'diagnosed' AND seq > 5`,
    );
    rewrite(
      set,
      `INSERT INTO outbox (incident, key, lane, effect, owed_at, due_at, background)
       SELECT incident, replace(key, 'sync_diagnosis', 'post_change'), 'post_change:1',
         json_set(effect, '$.type', 'post_change'), owed_at, due_at, 0 FROM outbox WHERE key LIKE 'sync_diagnosis:%'`,
    );
    mend();
    await set.resumeBot();
    await recovered(set);
    expect(words(diagnoses(channel))).toEqual([[ts, expect.stringContaining(posted)]]);
    expect(botMessages(channel, 'Diagnosis changed')).toHaveLength(1);

    await set.intercom.set({ api: 'healthy', status: 'none' });
    await runs(set, 1);
    expect(words(diagnoses(channel))).toEqual([
      [ts, expect.stringContaining(posted)],
      [expect.any(String), expect.stringContaining("Whose problem: Nobody's")],
    ]);
    expect(botMessages(channel, 'Diagnosis changed')).toHaveLength(1);
    expect(cards(channel)).toHaveLength(1);
    expect(putAside(set)).toEqual([]);
  },
);
