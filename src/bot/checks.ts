import type { Clock } from '../app/clock.ts';
import type { CommandBus } from '../app/command-bus.ts';
import type { Log } from '../app/log.ts';
import type { Metrics } from '../app/metrics.ts';
import type { TriageRun } from '../app/triage-runner.ts';
import { TriageRunner } from '../app/triage-runner.ts';
import { Watcher } from '../app/watcher.ts';
import type { Config } from '../config.ts';
import { diagnose } from '../domain/triage/diagnose.ts';
import type { Diagnosis } from '../domain/triage/diagnosis.ts';
import { observe } from '../intercom/triage.ts';
import type { BotParts } from './parts.ts';

/** Runs the checks against Intercom. */
export function triageRunner(
  { intercom }: Config,
  parts: { clock: Clock; log: Log; metrics: Metrics },
): TriageRunner {
  const observed = () => observe(intercom, () => parts.clock.now());
  return new TriageRunner({ ...parts, observe: observed, timeoutMs: intercom.timeoutMs });
}

/** Monitoring, which runs the checks while no incident is open; null if it isn't set. */
export function watcherOf({ config, clock, log, triage }: BotParts, commandBus: CommandBus): Watcher | null {
  if (!config.watchEveryMs) return null;
  const run = async (due: number) => verdict(await triage.repeated(due));
  return new Watcher(config.watchEveryMs, { commandBus, clock, log, triage: run });
}

/** What a run says by itself, to those without earlier runs; null if there is nothing to say. */
export const verdict = (run: TriageRun): Diagnosis | null =>
  run.kind === 'seen' ? diagnose(run.observations) : null;
