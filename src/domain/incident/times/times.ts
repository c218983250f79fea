import { firstAlertNumber } from '../entry.ts';
import type { Millis } from '../ids.ts';
import type { Incident } from '../incident.ts';

/** The times that figures count from, in the order in which they can come. */
export const timeNames = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved'] as const;
export type TimeName = (typeof timeNames)[number];

/** As people read them. */
export const timeLabels: Readonly<Record<TimeName, string>> = {
  started: 'Started',
  detected: 'Detected',
  acknowledged: 'Acknowledged',
  mitigated: 'Mitigated',
  resolved: 'Resolved',
};

/** Where a time comes from: a check of the bot's, the alert that came first, or a person. */
export type TimeSource = 'probe' | 'alert' | 'person';

/** A time (UTC ms) and where it comes from; the time is null before it has come, the source where nobody said it. */
export type SourcedTime = { readonly at: Millis | null; readonly source: TimeSource | null };

/**
 * Whether a time that somebody gave is later than another (UTC ms). Forms have whole minutes, and clocks differ, so a
 * minute doesn't count.
 */
export const isLater = (given: Millis, than: Millis): boolean => given > than + 60_000;

/** Who says when an incident began; null: nobody, so that it's taken to be the declaration. */
export function startSource({
  saidStart,
  entries,
}: Pick<Incident, 'saidStart' | 'entries'>): TimeSource | null {
  if (saidStart !== null) return 'person';
  if (!entries.recorded.has(firstAlertNumber)) return null;
  const isMoved = (entries.corrections.get(firstAlertNumber)?.when ?? null) !== null;
  return isMoved ? 'person' : 'alert';
}

/** The times of an incident as they stand: a start that nobody stated is that of the declaration. */
export function timesOf(incident: Incident): Readonly<Record<TimeName, SourcedTime>> {
  const { startedAt, openedAt, acknowledgedAt, resolvedAt, noticedBy, milestones } = incident;
  const byPerson = (at: Millis | null): SourcedTime => ({ at, source: at === null ? null : 'person' });
  const { detectedAt, mitigated } = milestones;
  return {
    started: { at: startedAt, source: startSource(incident) },
    detected: {
      at: detectedAt ?? openedAt,
      source: detectedAt === null && noticedBy === 'watch' ? 'probe' : 'person',
    },
    acknowledged: byPerson(acknowledgedAt),
    mitigated: byPerson(mitigated?.at ?? null),
    resolved: byPerson(resolvedAt),
  };
}
