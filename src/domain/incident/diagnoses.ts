import type { Diagnosis, Step } from '../triage/diagnosis.ts';
import { sameVerdict } from '../watch/verdict.ts';
import type { Stretch } from './check.ts';
import type { MessageTs, Millis } from './ids.ts';
import type { Actor } from './people/actor.ts';
import type { Severity } from './severity.ts';
import { isOpen, type Status } from './status.ts';

/** Who checked off a mitigation step, and when (UTC ms). */
export type Tick = { readonly by: Actor; readonly at: Millis };

/** One recorded diagnosis, with its message and its completed steps (by step ID). */
export type DiagnosisEntry = {
  readonly seq: number;
  readonly at: Millis;
  readonly diagnosis: Diagnosis;
  readonly ts: MessageTs | null;
  /** The message in its thread with all steps and check results. */
  readonly details: MessageTs | null;
  /** Someone asked for it, and gets an answer whatever it says. */
  readonly asked: boolean;
  /** For how long the checks had agreed on it after flapping; null if they hadn't been flapping. */
  readonly calmed: { readonly since: Millis; readonly runs: number } | null;
  readonly ticks: ReadonlyMap<string, Tick>;
};

/** What an incident knows about its diagnoses: those in memory, oldest first. */
type Diagnosed = { readonly diagnoses: ReadonlyMap<number, DiagnosisEntry> };

/** The latest diagnosis; null before the first one. */
export const latestDiagnosis = ({ diagnoses }: Diagnosed): DiagnosisEntry | null =>
  [...diagnoses.values()].at(-1) ?? null;

/** Whether a diagnosis suggests a severity other than the incident's. */
export const suggestsAnother = (
  { severity }: { readonly severity: Severity },
  { diagnosis }: Pick<DiagnosisEntry, 'diagnosis'>,
): boolean => diagnosis.severity !== null && diagnosis.severity !== severity;

/** Whether none of the diagnoses in memory is in the channel. */
export const nobodyHasSeenOne = ({ diagnoses }: Diagnosed): boolean =>
  [...diagnoses.values()].every(({ ts }) => ts === null);

/** Whether a diagnosis names a problem; one that says healthy or can't tell fills in nothing. */
export const namesProblem = ({ owner }: Pick<Diagnosis, 'owner'>): boolean =>
  owner === 'intercom' || owner === 'ours';

/** What is said of the incident: whose problem, and why. `diagnosis`: the one that says so; null if only the checks do. */
export type TellingVerdict = Pick<Stretch, 'owner' | 'cause'> & { readonly diagnosis: Diagnosis | null };

/**
 * What is said of the incident: what the checks say now, which while they go back and forth isn't always the latest
 * diagnosis; or, once it's over, the latest diagnosis that named a problem, if one did. Null before the first.
 */
export function tellingVerdict({
  diagnoses,
  status,
  stretches,
}: Diagnosed & { readonly status: Status; readonly stretches: readonly Stretch[] }): TellingVerdict | null {
  const named = isOpen(status) ? null : latestProblem({ diagnoses });
  const last = (named ?? latestDiagnosis({ diagnoses }))?.diagnosis;
  if (!last) return null;
  const now = stretches.at(-1);
  return named || !now || sameVerdict(now, last)
    ? { owner: last.owner, cause: last.cause, diagnosis: last }
    : { owner: now.owner, cause: now.cause, diagnosis: null };
}

/** The latest diagnosis that named a problem; null if none did. */
export const latestProblem = ({ diagnoses }: Diagnosed): DiagnosisEntry | null =>
  [...diagnoses.values()].findLast(({ diagnosis }) => namesProblem(diagnosis)) ?? null;

/** The leaf of the latest diagnosis that named a problem; null if none did. */
export const problemLeaf = (incident: Diagnosed): string | null =>
  latestProblem(incident)?.diagnosis.leaf ?? null;

/** The steps of the latest diagnosis: those that someone has done, and those that nobody has. */
export function latestSteps(incident: Diagnosed): { done: readonly Step[]; open: readonly Step[] } {
  const latest = latestDiagnosis(incident);
  const steps = latest?.diagnosis.steps ?? [];
  const isDone = ({ id }: Step): boolean => latest?.ticks.has(id) ?? false;
  return { done: steps.filter(isDone), open: steps.filter((step) => !isDone(step)) };
}
