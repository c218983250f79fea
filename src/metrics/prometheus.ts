import { readFileSync } from 'node:fs';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import { type Metrics, payloadKinds } from '../app/metrics.ts';
import { ownerSchema } from '../domain/triage/diagnosis.ts';
import { packageFolder } from '../package.ts';
import { gauges, type Readings } from './gauges.ts';
import { incidentMetrics } from './incidents.ts';

/** The metrics of one bot: the counters, and the text that Prometheus reads. */
export type Prometheus = {
  readonly metrics: Metrics;
  /** The response to `GET /metrics`, read at this moment: from a running bot, or from one that waits to start. */
  expose(readings: Readings): Promise<{ readonly contentType: string; readonly text: string }>;
};

/** Slack allows three seconds for an acknowledgement. */
const ackBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
/** PROBE_TIMEOUT is from 1 s to 2 min. */
const triageBuckets = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 120];

/** Counts for one bot, in its own registry. */
export function prometheus(): Prometheus {
  const registry = new Registry();
  const registers = [registry];
  const setGauges = gauges(registers);
  new Gauge({
    name: 'incident_bot_build_info',
    help: 'Always 1; the labels give the versions of the bot and of Node.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version: packageVersion(), node: process.version }, 1);
  let measuresProcess = false;
  return {
    metrics: counted(registers),
    async expose(readings) {
      // The process is observed from the first scrape on: a bot that nobody scrapes starts no observers.
      if (!measuresProcess) collectDefaultMetrics({ register: registry });
      measuresProcess = true;
      await setGauges(readings);
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

function counted(registers: Registry[]): Metrics {
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const commands = counter(
    'incident_bot_commands_total',
    'Commands from people, timers, and finished effects, by outcome.',
    ['command', 'outcome'],
  );
  const effects = counter('incident_bot_effects_total', 'Attempts to deliver effects, by outcome.', [
    'effect',
    'outcome',
  ]);
  const unacknowledged = counter(
    'incident_bot_unacknowledged_total',
    "Slack payloads that weren't acknowledged. Slack resends events and shows people an error for the rest.",
    ['payload'],
  );
  const limited = counter('incident_bot_slack_rate_limited_total', 'Calls that Slack rejected with 429.', [
    'method',
  ]);
  const verdicts = counter(
    'incident_bot_triage_verdicts_total',
    'Triage runs by whose problem they found: intercom, ours, nobody (healthy), or unknown.',
    ['owner'],
  );
  const acks = new Histogram({
    name: 'incident_bot_ack_seconds',
    help: 'Time from receiving a Slack payload to acknowledging it, commit included.',
    labelNames: ['payload'],
    buckets: ackBuckets,
    registers,
  });
  const triage = new Histogram({
    name: 'incident_bot_triage_seconds',
    help: 'Duration of a triage run.',
    buckets: triageBuckets,
    registers,
  });
  // A series that starts at 1 has no increase: whatever alerts and averages use starts at 0.
  for (const payload of payloadKinds) {
    unacknowledged.inc({ payload }, 0);
    acks.zero({ payload });
  }
  for (const owner of ownerSchema.options) verdicts.inc({ owner }, 0);
  return {
    commandGiven: (command, outcome) => commands.inc({ command, outcome }),
    recorded: incidentMetrics(registers),
    effectTried: (effect, outcome) => effects.inc({ effect, outcome }),
    payloadHandled(payload, seconds) {
      if (seconds === null) unacknowledged.inc({ payload });
      else acks.observe({ payload }, seconds);
    },
    slackLimited: (method) => limited.inc({ method }),
    diagnosed(owner, seconds) {
      verdicts.inc({ owner });
      triage.observe(seconds);
    },
  };
}

const packageSchema = z.object({ version: z.string() });

function packageVersion(): string {
  const text = readFileSync(new URL('package.json', packageFolder), 'utf8');
  return packageSchema.parse(JSON.parse(text)).version;
}
