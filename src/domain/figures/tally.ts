import { z } from 'zod';
import { latestProblem } from '../incident/diagnoses.ts';
import { millisSchema } from '../incident/ids.ts';
import { type Incident, noticers } from '../incident/incident.ts';
import { countsAsDue, isKept } from '../incident/promises/update-deadline.ts';
import { severitySchema } from '../incident/severity.ts';
import { startSource } from '../incident/times/times.ts';
import { degradedMs, degradedPeriods } from '../records/degraded-periods.ts';
import { standingRequestIds } from '../records/standing-request-ids.ts';

/** Whose problem an incident was: what the latest diagnosis that named a problem says; `unknown` if none did. */
export const problemOwnerSchema = z.enum(['intercom', 'ours', 'unknown']);
export type ProblemOwner = z.infer<typeof problemOwnerSchema>;

/** What an incident counts as. Only a real one is in any figure but that of false alarms. */
export const tallyKindSchema = z.enum(['real', 'drill', 'false_alarm', 'cancelled', 'duplicate']);

/**
 * What figures count of one incident, read from its record as it stands: nothing in it depends on the time of reading.
 * Times are UTC ms.
 */
export const tallySchema = z.object({
  kind: tallyKindSchema,
  severity: severitySchema,
  owner: problemOwnerSchema,
  noticedBy: z.enum(noticers),
  startedAt: millisSchema,
  /** False where nobody said when it began, so that it counts from the declaration. */
  startKnown: z.boolean(),
  openedAt: millisSchema,
  detectedAt: millisSchema,
  acknowledgedAt: millisSchema.nullable(),
  mitigatedAt: millisSchema.nullable(),
  /** How long it took from the start to the last resolution, less the time for which it was resolved; null before that. */
  resolvedMs: z.number().nullable(),
  /** When the service was degraded, oldest first; the last end is null while it is. */
  degraded: z.array(z.tuple([z.number(), z.number().nullable()])),
  /** How many updates were due that came, or whose incident ended first, and how many of them came in time. */
  due: z.number(),
  kept: z.number(),
  /** The deadline that is running. */
  nextUpdateAt: millisSchema.nullable(),
  requestIds: z.number(),
});
export type Tally = z.infer<typeof tallySchema>;

/** What figures count of an incident. */
export function tallyOf(incident: Incident): Tally {
  const { severity, noticedBy, startedAt, openedAt, acknowledgedAt, nextUpdateAt, milestones } = incident;
  const owner = latestProblem(incident)?.diagnosis.owner;
  const due = milestones.deadlines.values().filter(countsAsDue);
  const periods = degradedPeriods(incident);
  return {
    kind: kindOf(incident),
    severity,
    owner: owner === 'intercom' || owner === 'ours' ? owner : 'unknown',
    noticedBy,
    startedAt,
    startKnown: startSource(incident) !== null,
    openedAt,
    detectedAt: milestones.detectedAt ?? openedAt,
    acknowledgedAt,
    mitigatedAt: milestones.mitigated?.at ?? null,
    resolvedMs: degradedMs(periods),
    degraded: periods.map(({ from, to }) => [from, to]),
    due: due.length,
    kept: due.filter(isKept).length,
    nextUpdateAt,
    requestIds: standingRequestIds(incident).length,
  };
}

function kindOf({ drill, cancellation }: Incident): Tally['kind'] {
  if (drill) return 'drill';
  if (cancellation === null) return 'real';
  if (cancellation.kind === 'duplicate') return 'duplicate';
  return cancellation.reason === 'false_alarm' ? 'false_alarm' : 'cancelled';
}

/** Until when an incident can matter to figures, UTC ms; null while there is no end. */
export const tallyUntil = ({ degraded, openedAt }: Tally): number | null => {
  const ends = degraded.map(([, to]) => to);
  return ends.includes(null) ? null : Math.max(openedAt, ...ends.map(Number));
};
