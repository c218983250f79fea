import { Counter, Gauge, type Registry } from 'prom-client';
import { severitySchema } from '../domain/incident/severity.ts';
import type { StoreStats } from '../store/store.ts';

/** What is read when the metrics are requested. */
export type Readings = {
  /** What the database counts; null if it can't be asked. */
  readonly stats: () => Promise<StoreStats | null>;
  readonly writable: () => boolean;
  readonly connected: () => boolean;
  /** Since when this bot has delivered, UNIX ms; null if another does. */
  readonly deliversSince: () => number | null;
  /** How often it has become the one that delivers. */
  readonly takeovers: () => number;
  /** UNIX ms. */
  readonly now: () => number;
};

/**
 * The gauges; the returned function sets them to what is read. A gauge that can't be read has no value, rather than an old
 * one. What's counted in the database comes from the bot that delivers alone, so that a sum over all bots is right.
 */
export function gauges(registers: Registry[]): (readings: Readings) => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const writable = gauge(
    'incident_bot_store_writable',
    '1 if a test write to the database succeeds, 0 if not (full, read-only, or corrupt).',
  );
  const connected = gauge('incident_bot_slack_connected', '1 while Slack accepts the bot and events flow.');
  const delivering = gauge(
    'incident_bot_delivering',
    '1 if this bot delivers, 0 if another one on its database does.',
  );
  const since = gauge(
    'incident_bot_delivering_since_timestamp_seconds',
    'UNIX time since which this bot has delivered; no value if it does not.',
  );
  const takeovers = new Counter({
    name: 'incident_bot_takeovers_total',
    help: 'How often this bot has become the one that delivers.',
    registers,
  });
  const stored = [
    gauge('incident_bot_outbox_due_effects', 'Outbox effects that are due, running, or waiting for a retry.'),
    gauge(
      'incident_bot_outbox_oldest_due_age_seconds',
      'Age in seconds of the oldest due effect, counted from its due time; 0 if none is due.',
    ),
    gauge('incident_bot_outbox_dead_effects', 'Effects that failed permanently and need a person.'),
    gauge('incident_bot_reminders_pending', 'Pending update reminders.'),
    gauge('incident_bot_updates_overdue', 'Open incidents with an overdue update.'),
  ] as const;
  const open = new Gauge({
    name: 'incident_bot_open_incidents',
    help: 'Unresolved incidents by severity, excluding drills.',
    labelNames: ['severity'],
    registers,
  });
  return async (readings) => {
    connected.set(readings.connected() ? 1 : 0);
    writable.set(readings.writable() ? 1 : 0);
    const deliversSince = readings.deliversSince();
    delivering.set(deliversSince === null ? 0 : 1);
    since.remove();
    if (deliversSince !== null) since.set(deliversSince / 1000);
    takeovers.reset();
    takeovers.inc(readings.takeovers());
    const stats = deliversSince === null ? null : await readings.stats().catch(() => null);
    for (const each of stored) each.remove();
    open.reset();
    if (!stats) return;
    const [due, age, dead, reminders, overdue] = stored;
    due.set(stats.due);
    age.set(stats.oldestDueAt === null ? 0 : Math.max(0, readings.now() - stats.oldestDueAt) / 1000);
    dead.set(stats.dead);
    reminders.set(stats.reminders);
    overdue.set(stats.overdue);
    for (const severity of severitySchema.options) open.set({ severity }, stats.open[severity] ?? 0);
  };
}
