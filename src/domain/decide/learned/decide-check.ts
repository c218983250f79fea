import { checked } from '../../evolve/evolve-checks.ts';
import { measuredIn, sinceAnew } from '../../incident/check.ts';
import { latestDiagnosis, nobodyHasSeenOne } from '../../incident/diagnoses.ts';
import type { IncidentEvent } from '../../incident/events/events.ts';
import type { Millis } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import type { FactCommand } from '../../incident/learned/fact-commands.ts';
import { failedRequests } from '../../incident/learned/observed-commands.ts';
import { isOpen } from '../../incident/status.ts';
import { isNewRequestId } from '../../records/standing-request-ids.ts';
import type { Diagnosis } from '../../triage/diagnosis.ts';
import { calmIn, flappingIn, sameSide } from '../../watch/flapping.ts';
import { nextCheck, type ResponsePolicy } from '../response-policy.ts';

/** How many healthy runs in a row count as a recovery. */
const recoveryRuns = 3;

/**
 * Records a run of the checks. Someone who asked gets a diagnosis of their own. A repeated run is a measurement, and
 * a diagnosis only if its verdict is a different one. If verdicts go back and forth, that is reported instead of each
 * of them, until they agree again on another one than was last reported; a new verdict is still reported.
 */
export function decideCheck(
  incident: Incident,
  { diagnosis, asked }: Extract<FactCommand, { type: 'record_diagnosis' }>,
  at: Millis,
  policy: ResponsePolicy,
): readonly IncidentEvent[] {
  const open = isOpen(incident.status);
  const due = asked ? null : incident.nextCheckAt;
  const nextCheckAt = open ? nextCheck(policy, incident.severity, at, due) : null;
  const { leaf, owner, cause } = diagnosis;
  const sample = measuredIn(diagnosis);
  const { stretches, healthy } = checked(incident, { at, leaf, owner, cause, sample });
  const calmed = incident.flapping && calmIn(stretches);
  const begins = open && !incident.flapping ? flappingIn(stretches) : null;
  const flapping = begins !== null || (incident.flapping !== null && !calmed);
  const changed = latestDiagnosis(incident)?.diagnosis.leaf !== leaf;
  const tells = open && changed && isNews(incident, diagnosis, flapping);
  const calm = { ...(calmed && { calmed }), nextCheckAt };
  const reported = { changed, ...(asked && { asked }), inPlace: false, ...calm };
  const events: IncidentEvent[] =
    asked || tells
      ? [{ type: 'diagnosed', diagnosis, ...reported }]
      : [{ type: 'checked', leaf, owner, cause, sample, ...calm }];
  if (begins) events.push({ type: 'flapping', ...begins });
  if (asked || changed) events.push(...newIdsIn(incident, diagnosis));
  const recovers = healthy !== null && healthy.runs >= recoveryRuns && !flapping;
  if (open && recovers && incident.sawProblem && incident.recovery === null)
    events.push({ type: 'recovered', since: healthy.since });
  return events;
}

/**
 * Whether a verdict that differs from the latest diagnosis is reported. While verdicts go back and forth, only a new
 * one is; "healthy" after a recovery isn't.
 */
function isNews(incident: Incident, verdict: Diagnosis, flapping: boolean): boolean {
  if (nobodyHasSeenOne(incident)) return true;
  if (flapping) return !sinceAnew(incident.stretches).some((stretch) => sameSide(stretch, verdict));
  return verdict.owner !== 'nobody' || latestDiagnosis(incident)?.diagnosis.leaf !== 'recovered';
}

/** How many request_ids the checks add to one incident: a flapping one would add them without end. */
const triageIdsMax = 500;

/** Beyond that limit, request_ids are still in their diagnosis. */
function newIdsIn(incident: Incident, diagnosis: Diagnosis): IncidentEvent[] {
  const kept = incident.requestIds.values().filter(({ source }) => source === 'triage').length;
  return failedRequests(diagnosis)
    .filter((one) => isNewRequestId(incident, one))
    .slice(0, Math.max(0, triageIdsMax - kept))
    .map((found) => ({ type: 'request_id_seen', ...found }));
}
