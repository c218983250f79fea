import { Gauge, type Registry } from 'prom-client';
import { severitySchema } from '../domain/incident/severity.ts';
import type { StoreStats } from '../store/store.ts';

/** What is read when the metrics are requested. */
export type Readings = {
  readonly stats: () => Promise<StoreStats>;
  readonly writable: () => boolean;
  readonly connected: () => boolean;
  /** UNIX ms. */
  readonly now: () => number;
};

/**
 * The gauges; the returned function reads them again. A gauge that can't be read has no value, rather than an old
 * one.
 */
export function gauges(registers: Registry[], readings: Readings): () => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const writable = gauge(
    'incident_bot_store_writable',
    '1 if a test write to the database succeeds, 0 if not (full, read-only, or corrupt).',
  );
  const connected = gauge('incident_bot_slack_connected', '1 while Slack accepts the bot and events flow.');
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
  return async () => {
    connected.set(readings.connected() ? 1 : 0);
    writable.set(readings.writable() ? 1 : 0);
    const stats = await readings.stats().catch(() => null);
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
