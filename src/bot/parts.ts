import type { Background } from '../app/background.ts';
import type { Clock } from '../app/clock.ts';
import type { CommandBus } from '../app/command-bus.ts';
import type { Log } from '../app/log.ts';
import type { SpareTime } from '../app/looks/spare-time.ts';
import type { Metrics } from '../app/metrics.ts';
import type { TriageRunner } from '../app/triage-runner.ts';
import type { Config } from '../config.ts';
import type { Slack } from '../slack/transport/connect-slack.ts';
import type { Store } from '../store/store.ts';

/** The parts that the others are built on. */
export type BotParts = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly slack: Slack;
  readonly triage: TriageRunner;
  /** How long a form waits for the choices it offers, ms of real time. */
  readonly formWaitMs: number;
};

/** The parts through which commands and background work run and are counted. */
export type Working = {
  readonly commandBus: CommandBus;
  readonly background: Background;
  readonly spareTime: SpareTime;
  readonly metrics: Metrics;
};
