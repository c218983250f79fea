import { drillDiagnosis } from '../../domain/drill/diagnosis.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { diagnose } from '../../domain/triage/diagnose.ts';
import type { Diagnosis } from '../../domain/triage/diagnosis.ts';
import { pastCheck } from '../../domain/triage/past-check.ts';
import type { Clock } from '../clock.ts';
import type { TriageRun, TriageRunner } from '../triage-runner.ts';
import type { EffectTable, Handler } from './attempt.ts';
import { backoffMs, done, type Outcome, postponed, retryLater } from './outcome.ts';

/** How many earlier checks of an incident a diagnosis takes into account. */
const checksLookedAt = 10;

/**
 * An incident's checks, requested or repeated: the shared run's results, diagnosed with the incident's own history. A
 * drill has a simulated world, and calls nobody.
 */
export function triageEffects(
  runner: TriageRunner,
  clock: Clock,
): Pick<EffectTable, 'run_triage' | 'check_again'> {
  const effect =
    (asked: boolean, run: (incident: Incident) => Promise<TriageRun>): Handler =>
    async ({ incident, claim }) => {
      const history = incident.checks.slice(-checksLookedAt).map(pastCheck);
      const found = (diagnosis: Diagnosis): Outcome => done({ type: 'record_diagnosis', diagnosis, asked });
      if (incident.drill) return found(drillDiagnosis(incident.drill, clock.now(), history));
      const came = await run(incident);
      switch (came.kind) {
        case 'seen':
          return found(diagnose(came.observations, history));
        case 'spared':
          return postponed("Intercom's rate limit is nearly used up", came.until);
        case 'stopped':
          return postponed('the bot stops', clock.now());
        case 'failed':
          return retryLater("the checks couldn't run", clock.now() + backoffMs(claim.attempts));
      }
    };
  return {
    run_triage: effect(true, () => runner.asked()),
    check_again: effect(false, ({ nextCheckAt }) => runner.repeated(nextCheckAt ?? clock.now())),
  };
}
