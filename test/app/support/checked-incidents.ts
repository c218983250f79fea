import { onTestFinished } from 'vitest';
import { type SimulatedIntercom, startIntercom } from '../../../packages/intercom-sandbox/start.ts';
import { CommandBus } from '../../../src/app/command-bus.ts';
import { noMetrics } from '../../../src/app/metrics.ts';
import { TriageRunner } from '../../../src/app/triage-runner.ts';
import { triageEffects } from '../../../src/app/worker/triage-effects.ts';
import { type IncidentId, millisSchema } from '../../../src/domain/incident/ids.ts';
import type { Severity } from '../../../src/domain/incident/severity.ts';
import { observe } from '../../../src/intercom/triage.ts';
import { byAlice, minute, policy } from '../../domain/support/fixtures.ts';
import { changed, open } from '../../store/support/orders.ts';
import { quickStore } from '../../store/support/sqlite.ts';
import { HandClock } from './hand-clock.ts';
import { listeningLog } from './listening-log.ts';
import { crewOn } from './test-bot.ts';
import { waitUntilIdle } from './wait-until-idle.ts';

/** Open incidents whose checks are really run against a simulated Intercom, on a clock that a test moves. */
export type CheckedIncidents = {
  readonly intercom: SimulatedIntercom;
  /** Moves the clock by `ms`, and waits for nothing. */
  wait(ms: number): void;
  /** Declares an incident and waits for its first diagnosis. */
  declare(severity: Severity): Promise<void>;
  /** Moves the clock by `ms`, a minute at a time, and lets each time all checks run that are due. */
  pass(ms: number): Promise<void>;
  /** Stops the worker, moves the clock by `ms` at once, and begins anew on the same record. */
  sleep(ms: number): Promise<void>;
  /** The requests to Intercom's API since this was last asked. */
  asked(): number;
  /** How many checks the record has of each incident. */
  checks(): Promise<readonly number[]>;
};

/** Sets them up, none declared yet; everything ends with the test. */
export async function checkedIncidents(): Promise<CheckedIncidents> {
  const store = quickStore();
  const clock = new HandClock(minute(0));
  const intercom = await startIntercom({ now: () => clock.now() });
  onTestFinished(() => intercom.stop());
  const { log } = listeningLog();
  const { token, apiUrl, statusUrl, healthUrl } = intercom;
  const settings = {
    token,
    apiUrl,
    statusUrl,
    healthUrl,
    region: 'us',
    timeoutMs: 5_000,
    network: {},
  } as const;
  const due = new Map<IncidentId, number | null>();
  const metrics: typeof noMetrics = {
    ...noMetrics,
    recorded: (_events, incident) => void due.set(incident.id, incident.nextCheckAt),
  };
  const commandBus = new CommandBus({ store, clock, policy, metrics });
  const begin = () => {
    const observed = () => observe(settings, () => clock.now());
    const runner = new TriageRunner({ observe: observed, timeoutMs: 5_000, clock, log, metrics });
    return crewOn({ store, clock, log, commandBus }, triageEffects(runner, clock));
  };
  let worker = begin();
  await worker.start();
  onTestFinished(() => worker.stop());
  const allChecked = async (): Promise<void> => {
    for (let look = 0; look < 2_000; look += 1) {
      await waitUntilIdle();
      if ([...due.values()].every((at) => at !== null && at > clock.now())) return;
    }
    throw new Error('The checks do not come to an end.');
  };
  const wait = (ms: number) => clock.moveTo(millisSchema.parse(clock.now() + ms));
  let counted = 0;
  return {
    intercom,
    wait,
    async declare(severity) {
      const command = { ...open(), severity };
      const { id } = changed(
        await commandBus.execute({ target: 'new', command, by: byAlice, inboxId: null }),
      );
      due.set(id, null);
      await allChecked();
    },
    async pass(ms) {
      for (let passed = 0; passed < ms; passed += 60_000) {
        wait(60_000);
        await allChecked();
      }
    },
    async sleep(ms) {
      await worker.stop();
      wait(ms);
      worker = begin();
      await worker.start();
      await allChecked();
    },
    asked() {
      const all = intercom.requests.filter(({ server }) => server === 'api').length;
      const since = all - counted;
      counted = all;
      return since;
    },
    async checks() {
      const events = await Promise.all([...due.keys()].map((id) => store.events(id)));
      return events.map(
        (some) => some.filter(({ event }) => event.type === 'checked' || event.type === 'diagnosed').length,
      );
    },
  };
}
