import { checksKept } from '../evolve/evolve-checks.ts';
import type { Check } from '../incident/check.ts';
import { latestDiagnosis, namesProblem } from '../incident/diagnoses.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import type { Owner } from '../triage/diagnosis.ts';
import { signOf } from './verdict.ts';

/** What the checks find wrong now. `since`, UTC ms: from then on; if `longer`, it may have begun earlier. */
export type CurrentFailure = {
  readonly cause: string;
  readonly owner: Owner;
  readonly since: Millis;
  readonly longer: boolean;
};

/**
 * What the latest run of the checks found wrong in an open incident, from P1 to P3; null if it found nothing, or if
 * none has run since it was declared or reopened: earlier results say nothing now.
 */
export function failingNow(incident: Incident): CurrentFailure | null {
  const { checks, degradedSince, diagnoses } = incident;
  const latest = checks.at(-1);
  if (!latest || degradedSince === null || latest.at < degradedSince) return null;
  const verdicts = new Map([...diagnoses.values()].map(({ diagnosis }) => [diagnosis.leaf, diagnosis]));
  const isBad = ({ leaf, owner }: Check): boolean => {
    const verdict = verdicts.get(leaf);
    return verdict ? signOf(verdict) === 'bad' : namesProblem({ owner });
  };
  const found = verdicts.get(latest.leaf) ?? latestDiagnosis(incident)?.diagnosis;
  if (!found || !isBad(latest)) return null;
  const from = checks.findLastIndex((check) => !isBad(check) || check.at < degradedSince) + 1;
  const since = checks[from]?.at ?? latest.at;
  return {
    cause: latest.cause ?? found.cause,
    owner: latest.owner,
    since,
    longer: from === 0 && checks.length >= checksKept,
  };
}
