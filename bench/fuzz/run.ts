import Database from 'better-sqlite3';
import { z } from 'zod';
import { openSqlite } from '../../src/store/sqlite/sqlite-store.ts';
import { type Stage, startStage, type Transport } from './harness.ts';
import { type Mutant, mutate } from './mutate.ts';
import { Random } from './random.ts';
import { play, type Recording } from './recording.ts';
import { ackWithinMs, httpSender, type Outcome, type Send, socketSender } from './send.ts';

/** What to send. The same seed gives the same payloads. */
export type Plan = {
  readonly seed: number;
  readonly count: number;
  readonly transport: Transport;
  /** Called from time to time with the number done. */
  readonly progress?: (done: number) => void;
};

/** The result. Times in ms, memory in bytes. */
export type Report = {
  readonly plan: Plan;
  readonly samples: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly ack: { readonly median: number; readonly p99: number; readonly longest: number };
  readonly memory: { readonly begun: number; readonly warm: number; readonly ended: number };
  readonly events: number;
  /** Every violation, each with the index of its payload if it has one. */
  readonly violations: readonly string[];
};

/** Payloads in flight at the same time. */
const atOnce = 4;
/** One payload in this many is signed with another secret. */
const unsignedEvery = 20;
/** How much the process can grow after its first fifth, bytes. */
const growthMax = 150_000_000;

/** The payload for an index, and whether it's signed correctly. */
export function payload(
  plan: Plan,
  recording: Recording,
  index: number,
): { mutant: Mutant; signed: boolean } {
  const random = new Random(plan.seed * 1_000_003 + index);
  return { mutant: mutate(random, recording, index), signed: random.below(unsignedEvery) > 0 };
}

/** Plays the story, sends everything, and checks the bot and its record afterwards. */
export async function fuzz(plan: Plan): Promise<Report> {
  const stage = await startStage(plan.transport);
  try {
    const recording = await play(stage.workspace);
    const untouched = eventsOf(stage, 1);
    const begun = performance.now();
    const { outcomes, memory, violations } = await sendAll(stage, recording, plan);
    const seconds = (performance.now() - begun) / 1000;
    violations.push(...(await verdict(stage, untouched)));
    if (memory.ended - memory.warm > growthMax)
      violations.push(`the process grew by ${memory.ended - memory.warm} bytes`);
    const times = outcomes.map(({ ms }) => ms).toSorted((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
    return {
      plan,
      samples: recording.samples.length,
      statuses: counted(outcomes),
      seconds,
      ack: { median: at(0.5), p99: at(0.99), longest: at(1) },
      memory,
      events: eventCount(stage),
      violations,
    };
  } finally {
    await stage.stop();
  }
}

async function sendAll(stage: Stage, recording: Recording, plan: Plan) {
  const http = plan.transport === 'http' ? httpSender(stage, atOnce) : null;
  const send: Send = http?.send ?? socketSender(stage);
  const outcomes: Outcome[] = [];
  const violations: string[] = [];
  const memory = { begun: stage.memory(), warm: 0, ended: 0 };
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < plan.count && stage.ended === null && violations.length < 1_000) {
      const index = next++;
      const { mutant, signed } = payload(plan, recording, index);
      const outcome = await send(mutant, signed);
      outcomes.push(outcome);
      const wrong = judge(outcome, signed || !http);
      if (wrong) violations.push(`payload ${index} (${mutant.kind}; ${mutant.steps.join(', ')}): ${wrong}`);
      if (index === Math.floor(plan.count / 5)) memory.warm = stage.memory();
      if (index % 5_000 === 0) plan.progress?.(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  memory.ended = stage.memory();
  await http?.close();
  return { outcomes, violations, memory };
}

/**
 * Why an outcome isn't allowed; null if it is. A sender of too much may find the connection cut before it reads why.
 */
function judge({ status, ms, bytes }: Outcome, signed: boolean): string | null {
  if (ms > ackWithinMs) return `answered after ${Math.round(ms)} ms`;
  if (status === 'lost' && bytes > 1_000_000) return null;
  const fine = signed ? status === 200 || status === 400 || status === 413 : status === 401 || status === 413;
  return fine ? null : `answered ${status}${signed ? '' : ' to a wrong signature'}`;
}

/** What only shows afterwards: the process, its log, the record. */
async function verdict(stage: Stage, untouched: string): Promise<string[]> {
  const found: string[] = [];
  if (stage.ended !== null) found.push(`the bot ended with ${stage.ended}`);
  else {
    const health = await fetch(`http://127.0.0.1:${stage.port}/healthz`).catch(() => null);
    if (health?.status !== 200) found.push(`the bot is not healthy: ${health?.status ?? 'no answer'}`);
    await stage.quit();
    if (stage.ended !== 0) found.push(`the bot did not stop well: ${stage.ended}`);
  }
  const faults = stage.complaints.filter(
    (line) =>
      !line.startsWith('{') ||
      /"cause":"(?:(?:Type|Range|Reference|Syntax|Sqlite)Error|InvalidEvent)"/.test(line),
  );
  found.push(...faults.slice(0, 10).map((line) => `the log says ${line}`));
  if (eventsOf(stage, 1) !== untouched)
    found.push('INC-1 was changed by a payload that is not of its channel');
  const strangers = rows(
    stage,
    // The record names the author of a message with a request_id, whoever that is.
    "SELECT DISTINCT by AS value FROM events WHERE type <> 'request_id_seen'",
  ).filter(
    (by) => !/^\{"kind":"bot"\}$|"user":"(?:U00000ALICE|U000000BOB1|U00000CAROL|U000000DAVE)"/.test(by),
  );
  found.push(...strangers.map((by) => `an event was recorded by ${by}`));
  const store = openSqlite(`file:${stage.database}`);
  for (const { incident, seq, why } of await store.unreadable())
    found.push(`entry ${seq} of INC-${incident} cannot be read: ${why}`);
  await store.close();
  return found;
}

const eventsOf = (stage: Stage, incident: number): string =>
  rows(
    stage,
    `SELECT type || body || by AS value FROM events WHERE incident = ${incident} ORDER BY seq`,
  ).join('\n');

const eventCount = (stage: Stage): number => rows(stage, 'SELECT type AS value FROM events').length;

function rows(stage: Stage, sql: string): string[] {
  const db = new Database(stage.database, { readonly: true });
  try {
    return z
      .array(z.object({ value: z.string() }))
      .parse(db.prepare(sql).all())
      .map(({ value }) => value);
  } finally {
    db.close();
  }
}

function counted(outcomes: readonly Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of outcomes) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
