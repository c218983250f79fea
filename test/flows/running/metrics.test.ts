import { describe, expect } from 'vitest';
import { diagnoses, headline } from '../support/find-messages.ts';
import { scrape } from '../support/metrics.ts';
import { rewrite } from '../support/record.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

describe.concurrent.each(['socket', 'http'] as const)('GET /metrics in %s mode', (transport) => {
  story(
    'follows an incident from declaration to resolution, in seconds and by severity',
    async ({ scene }) => {
      const set = await scene({ transport });
      const { bob, clock, opens, settled } = set;
      const channel = await set.declare({ Severity: 'P1' });
      const open = await scrape(set);
      expect(open.status).toBe(200);
      expect(open.contentType).toMatch(/^text\/plain; version=0\.0\.4/);
      expect(open.value('incident_bot_incidents_declared_total{severity="P1"}')).toBe(1);
      expect(open.value('incident_bot_open_incidents{severity="P1"}')).toBe(1);
      expect(open.value('incident_bot_open_incidents{severity="P2"}')).toBe(0);
      expect(open.value('incident_bot_reminders_pending')).toBe(1);
      expect(open.value('incident_bot_updates_overdue')).toBe(0);
      expect(open.value('incident_bot_outbox_due_effects')).toBe(0);
      expect(open.value('incident_bot_outbox_oldest_due_age_seconds')).toBe(0);
      expect(open.value('incident_bot_store_writable')).toBe(1);
      expect(open.value('incident_bot_slack_connected')).toBe(1);

      clock.advance(10 * minute);
      await bob.click(headline(channel), 'Take command');
      await settled();
      clock.advance(30 * minute);
      await settled();
      expect((await scrape(set)).value('incident_bot_updates_overdue')).toBe(1);
      await opens(bob, () => bob.command(command, 'resolve', { in: channel.name }));
      await bob.submit();
      await settled();

      const over = await scrape(set);
      const mtta = 'incident_bot_time_to_acknowledge_seconds';
      const mttr = 'incident_bot_time_to_resolve_seconds';
      for (const since of ['declared', 'first_alert']) {
        const labels = `{severity="P1",since="${since}"}`;
        expect(over.value(`${mtta}_count${labels}`)).toBe(1);
        expect(over.value(`${mtta}_sum${labels}`)).toBeCloseTo(600, -2);
        expect(over.value(`${mttr}_count${labels}`)).toBe(1);
        expect(over.value(`${mttr}_sum${labels}`)).toBeCloseTo(2400, -2);
      }
      expect(over.value('incident_bot_open_incidents{severity="P1"}')).toBe(0);
      expect(over.value('incident_bot_updates_overdue')).toBe(0);
      expect(over.value('incident_bot_commands_total{command="assign_commander",outcome="changed"}')).toBe(1);
      expect(over.value('incident_bot_effects_total{effect="ensure_channel",outcome="done"}')).toBe(1);
      expect(over.value('incident_bot_triage_verdicts_total{owner="nobody"}')).toBe(
        diagnoses(channel).length,
      );
      expect(over.value('incident_bot_ack_seconds_count{payload="submission"}')).toBe(2);
      expect(over.value('incident_bot_ack_seconds_count{payload="action"}')).toBe(1);
      expect(over.value('incident_bot_ack_seconds_count{payload="command"}')).toBe(2);
      expect(over.text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
      expect(over.text).toMatch(/^process_resident_memory_bytes \d/m);
      expect(over.text).toMatch(/^incident_bot_build_info\{version="\d+\.\d+\.\d+",node="v\d+/m);
    },
  );

  story("counts payloads whose acknowledgement didn't reach Slack", async ({ scene }) => {
    const set = await scene({ transport });
    const channel = await set.declare();
    rewrite(set, 'ALTER TABLE inbox RENAME TO inbox_elsewhere');
    set.alice.pin(set.alice.post(channel.name, 'Look at this'));
    set.clock.advance(5_000);
    await set.workspace.idle();
    const broken = await scrape(set);
    rewrite(set, 'ALTER TABLE inbox_elsewhere RENAME TO inbox');
    for (let looks = 0; looks < 3; looks += 1) {
      set.clock.advance(5_000);
      await set.workspace.idle();
    }

    expect(broken.value('incident_bot_unacknowledged_total{payload="event"}')).toBeGreaterThan(0);
    expect(
      broken.value('incident_bot_commands_total{command="mark_message",outcome="failed"}'),
    ).toBeGreaterThan(0);
    expect(broken.value('incident_bot_store_writable')).toBe(0);
    expect((await scrape(set)).value('incident_bot_store_writable')).toBe(1);
  });
});

describe.concurrent('GET /metrics', () => {
  story('counts rate-limited calls, and shows what waits for them', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    set.workspace.faults.add({
      method: 'chat.update',
      answer: { status: 429, retryAfter: 120 },
    });
    await set.bob.click(headline(channel), 'Take command');
    await set.workspace.idle();
    set.clock.advance(50_000);
    const limited = await scrape(set);
    expect(limited.value('incident_bot_slack_rate_limited_total{method="chat.update"}')).toBe(1);
    expect(limited.value('incident_bot_outbox_due_effects')).toBeGreaterThan(0);
    expect(limited.value('incident_bot_outbox_oldest_due_age_seconds')).toBeGreaterThan(49);
  });

  story('counts refusals and repeated requests separately from changes', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Severity: 'P2' });
    await set.type(set.alice, 'severity P2', channel.name);
    const pressed = headline(channel);
    await Promise.all([set.bob.click(pressed, 'Take command'), set.bob.click(pressed, 'Take command')]);
    await set.settled();
    const { value } = await scrape(set);
    expect(value('incident_bot_commands_total{command="change_severity",outcome="refused"}')).toBe(1);
    expect(value('incident_bot_commands_total{command="assign_commander",outcome="changed"}')).toBe(1);
  });

  story(
    'contains nothing that people wrote and none of their IDs, and is separate for each bot',
    async ({ scene }) => {
      const [set, other] = [await scene(), await scene()];
      const channel = await set.declare({ Title: 'Zebra crossing', Commander: 'bob' });
      await set.type(set.alice, 'note Giraffe in the queue', channel.name);
      await set.type(set.alice, 'explain token_revoked', channel.name);
      const { text } = await scrape(set);
      for (const secret of [
        'Zebra',
        'zebra',
        'Giraffe',
        set.alice.id,
        set.bob.id,
        channel.id,
        'INC-1',
        'xoxb',
      ])
        expect(text).not.toContain(secret);
      expect((await scrape(other)).value('incident_bot_incidents_declared_total{severity="P1"}')).toBe(0);
    },
  );

  story('still responds if the store is damaged, without the numbers it cannot read', async ({ scene }) => {
    const set = await scene();
    await set.declare();
    rewrite(set, 'ALTER TABLE outbox RENAME TO outbox_elsewhere');
    const broken = await scrape(set);
    rewrite(set, 'ALTER TABLE outbox_elsewhere RENAME TO outbox');

    expect(broken.status).toBe(200);
    expect(broken.value('incident_bot_outbox_due_effects')).toBeUndefined();
    expect((await scrape(set)).value('incident_bot_outbox_due_effects')).toBe(0);
  });
});
