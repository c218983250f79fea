import { diagnose } from '../triage/diagnose.ts';
import type { Diagnosis } from '../triage/diagnosis.ts';
import type { PastCheck } from '../triage/observation.ts';
import { observationsOf } from './probes.ts';
import type { DrillRun } from './run.ts';
import { scriptNamed, worldAt } from './scripts.ts';
import { world } from './simulated-world.ts';

/**
 * A drill's diagnosis at `now` (UTC ms): the real tree over simulated probes, at the time of its own outage. Intercom
 * isn't called. For a script that this version doesn't have, everything is healthy.
 */
export function drillDiagnosis(
  { script: name, startedAt }: DrillRun,
  now: number,
  history: readonly PastCheck[] = [],
): Diagnosis {
  const script = scriptNamed(name);
  const simulated = script ? worldAt(script, now - startedAt) : world();
  return diagnose(observationsOf(simulated, script?.region ?? 'us', now), history);
}
