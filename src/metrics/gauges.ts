import { Gauge, type Registry } from 'prom-client';
import { severitySchema } from '../domain/incident/severity.ts';
import type { StoreStats } from '../store/store.ts';

/** What is read when somebody asks for the metrics. */
export type Readings = {
  readonly stats: () => Promise<StoreStats>;
  readonly writable: () => boolean;
  readonly connected: () => boolean;
  /** UNIX ms. */
  readonly now: () => number;
};

/** The gauges; the returned function reads them anew. What cannot be read has no value, rather than an old one. */
export function gauges(registers: Registry[], readings: Readings): () => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const writable = gauge(
    'incident_bot_store_writable',
    '1 when the store takes and gives back a write, 0 when it does not (full, read-only or damaged).',
  );
  const connected = gauge('incident_bot_slack_connected', '1 while Slack accepts the bot and events flow.');
  const stored = [
    gauge(
      'incident_bot_outbox_due_effects',
      'Owed effects that are due, running or waiting for another try.',
    ),
    gauge(
      'incident_bot_outbox_oldest_due_age_seconds',
      'For how long the oldest of the due effects has been owed, or since it was promised for; 0 without one.',
    ),
    gauge('incident_bot_outbox_dead_effects', 'Effects that were put aside until a person does something.'),
    gauge('incident_bot_reminders_pending', 'Reminders of promised updates that are still to come.'),
    gauge('incident_bot_updates_overdue', 'Open incidents whose promised update is past due.'),
  ] as const;
  const open = new Gauge({
    name: 'incident_bot_open_incidents',
    help: 'Incidents that are not resolved, by severity; drills are not counted.',
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
