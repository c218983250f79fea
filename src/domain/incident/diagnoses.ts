import type { Diagnosis, Step } from '../triage/diagnosis.ts';
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

/**
 * What is said of the incident: the latest diagnosis, or, once it's over, the latest that named a problem, if one did;
 * null before the first.
 */
export function tellingDiagnosis({
  diagnoses,
  status,
}: Diagnosed & { readonly status: Status }): DiagnosisEntry | null {
  const found = [...diagnoses.values()];
  const named = isOpen(status) ? undefined : found.findLast(({ diagnosis }) => namesProblem(diagnosis));
  return named ?? found.at(-1) ?? null;
}

/** The leaf of the latest diagnosis that named a problem; null if none did. */
export const problemLeaf = ({ diagnoses }: Diagnosed): string | null =>
  [...diagnoses.values()].findLast(({ diagnosis }) => namesProblem(diagnosis))?.diagnosis.leaf ?? null;

/** The steps of the latest diagnosis: those that someone has done, and those that nobody has. */
export function latestSteps(incident: Diagnosed): { done: readonly Step[]; open: readonly Step[] } {
  const latest = latestDiagnosis(incident);
  const steps = latest?.diagnosis.steps ?? [];
  const isDone = ({ id }: Step): boolean => latest?.ticks.has(id) ?? false;
  return { done: steps.filter(isDone), open: steps.filter((step) => !isDone(step)) };
}
