import type { Millis } from '../ids.ts';
import type { Incident } from '../incident.ts';
import type { TimeSource } from './milestones.ts';

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

/** A time (UTC ms) and where it comes from; the time is null before it has come, the source where nobody said it. */
export type SourcedTime = { readonly at: Millis | null; readonly source: TimeSource | null };

/** The times of an incident as they stand: a start that nobody stated is that of the declaration. */
export function timesOf(incident: Incident): Readonly<Record<TimeName, SourcedTime>> {
  const { startedAt, openedAt, acknowledgedAt, resolvedAt, noticedBy, milestones } = incident;
  const byPerson = (at: Millis | null): SourcedTime => ({ at, source: at === null ? null : 'person' });
  const { startFrom, detectedAt, mitigated } = milestones;
  return {
    started: { at: startedAt, source: startFrom },
    detected: {
      at: detectedAt ?? openedAt,
      source: detectedAt === null && noticedBy === 'watch' ? 'probe' : 'person',
    },
    acknowledged: byPerson(acknowledgedAt),
    mitigated: byPerson(mitigated?.at ?? null),
    resolved: byPerson(resolvedAt),
  };
}
