import { noMetrics } from '../../../src/app/metrics.ts';
import { type TriageRun, TriageRunner } from '../../../src/app/triage-runner.ts';
import type { Observations } from '../../../src/domain/triage/observation.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { observed } from '../../domain/triage/support/observations.ts';
import { HandClock } from './hand-clock.ts';
import { listeningLog } from './listening-log.ts';
import { waitUntilIdle } from './wait-until-idle.ts';

/** A runner whose runs a test lets end one by one, with what they saw. */
export function runner(timeoutMs = 5_000) {
  const clock = new HandClock(minute(0));
  const { log, lines } = listeningLog();
  const running: ((observed: Observations | Error) => void)[] = [];
  let begun = 0;
  let atOnce = 0;
  let most = 0;
  const observe = async (): Promise<Observations> => {
    begun += 1;
    atOnce += 1;
    most = Math.max(most, atOnce);
    const came = await new Promise<Observations | Error>((end) => running.push(end));
    atOnce -= 1;
    if (came instanceof Error) throw came;
    return came;
  };
  const triage = new TriageRunner({ observe, timeoutMs, clock, log, metrics: noMetrics });
  return {
    triage,
    clock,
    lines,
    /** Ends the run that goes on. */
    async end(came: Observations | Error = observed()): Promise<void> {
      await waitUntilIdle();
      running.shift()?.(came);
      await waitUntilIdle();
    },
    begun: () => begun,
    most: () => most,
  };
}

/** How runs ended, once all have. */
export const kinds = async (runs: readonly Promise<TriageRun>[]) =>
  (await Promise.all(runs)).map(({ kind }) => kind);
