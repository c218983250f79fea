import { type Check, measuredIn, withRun } from '../incident/check.ts';
import { type DiagnosisEntry, latestDiagnosis, namesProblem } from '../incident/diagnoses.ts';
import type { EventOf, Recorded } from '../incident/events/events.ts';
import type { HeadlineFinding, Incident } from '../incident/incident.ts';

/** How many runs of the checks an incident keeps in memory. */
export const checksKept = 60;

/** What one more run of the checks changes in an incident: how `decideCheck` judges it, and how it's recorded. */
export function checked(
  before: Incident,
  check: Check,
): Pick<Incident, 'checks' | 'stretches' | 'wasOver' | 'sawProblem' | 'healthy' | 'recovery'> {
  const checks = [...before.checks.slice(1 - checksKept), check];
  const stretches = withRun(before.stretches, check, before.wasOver);
  const sawProblem = before.sawProblem || namesProblem(check);
  const recovery = namesProblem(check) ? null : before.recovery;
  const after = { checks, stretches, wasOver: false, sawProblem, recovery };
  if (check.owner !== 'nobody') return { ...after, healthy: null };
  const { since, runs } = before.healthy ?? { since: check.at, runs: 0 };
  return { ...after, healthy: { since, runs: runs + 1 } };
}

/** How many diagnoses an incident keeps in memory, the latest that named a problem among them; the record has them all. */
const diagnosesKept = 20;

/** A run of the checks that is reported as a diagnosis. */
export function diagnosed(
  before: Incident,
  { seq, at, event }: Pick<Recorded<EventOf<'diagnosed'>>, 'seq' | 'at' | 'event'>,
): Partial<Incident> {
  const { diagnosis, changed, inPlace, calmed = null, nextCheckAt } = event;
  const { leaf, owner, cause } = diagnosis;
  // Earlier versions didn't store that, but reported nothing twice that nobody had asked for.
  const asked = event.asked ?? !(changed || calmed);
  const entry = { seq, at, diagnosis, ts: null, details: null, asked, calmed, ticks: new Map() };
  return {
    ...withDiagnosis(before, entry, inPlace),
    ...checked(before, { at, leaf, owner, cause, sample: measuredIn(diagnosis) }),
    ...(calmed && { flapping: null }),
    nextCheckAt,
  };
}

/** A new diagnosis; steps done on the previous one stay done. `inPlace`: it takes over the previous one's message. */
function withDiagnosis(before: Incident, entry: DiagnosisEntry, inPlace: boolean): Partial<Incident> {
  const latest = latestDiagnosis(before);
  const done = [...(latest?.ticks ?? [])];
  const ticks = new Map(done.filter(([step]) => entry.diagnosis.steps.some(({ id }) => id === step)));
  const others = [...before.diagnoses].slice(0, inPlace ? -1 : undefined);
  const recent = others.slice(1 - diagnosesKept);
  const problem = others.findLast(([, { diagnosis }]) => namesProblem(diagnosis));
  const kept = problem && !recent.includes(problem) ? [problem, ...recent.slice(1)] : recent;
  const place = {
    ts: null,
    details: null,
    ...(inPlace && latest && { ts: latest.ts, details: latest.details }),
  };
  const diagnoses = new Map([...kept, [entry.seq, { ...entry, ...place, ticks }]]);
  const fill = (was: HeadlineFinding | null, text: string): HeadlineFinding | null =>
    was?.from === 'person' || !namesProblem(entry.diagnosis) ? was : { text, from: 'triage' };
  return {
    diagnoses,
    cause: fill(before.cause, entry.diagnosis.cause),
    action: fill(before.action, entry.diagnosis.action),
  };
}

/** Changes one diagnosis of an incident, as long as it's kept in memory. */
export function entryChanged(
  before: Incident,
  seq: number,
  change: (entry: DiagnosisEntry) => DiagnosisEntry,
): Partial<Incident> {
  const entry = before.diagnoses.get(seq);
  return entry ? { diagnoses: new Map(before.diagnoses).set(seq, change(entry)) } : {};
}
