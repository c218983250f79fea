import type { Diagnosis } from '../../src/domain/triage/diagnosis.ts';
import type { PastCheck } from '../../src/domain/triage/observation.ts';
import { pastCheck } from '../../src/domain/triage/past-check.ts';
import { runTriage } from '../../src/intercom/triage.ts';
import type { Case } from './case.ts';
import { build, change, type Stage } from './harness.ts';
import { caseOf, type Replay, timeOf } from './replay.ts';
import { runbook } from './runbook.ts';
import type { Answer, Marked } from './score.ts';

/** Who is tested: the bot, or the bot and then the plain runbook. */
export type Subjects = 'bot' | 'both';

/** The results for one world. `deadline`: the ms that the bot had. */
export type Result = { bot: Marked; runbook: Marked | null; deadline: number };

const noon = Date.UTC(2026, 10, 21, 12);

/** Runs one labeled world, one subject after the other against the same servers. */
export async function runCase(one: Case, timeoutMs: number, subjects: Subjects): Promise<Result> {
  const now = () => noon;
  const stage = await build(one.world, timeoutMs, now);
  try {
    return (await examine(one, stage, { now, history: one.history ?? [], subjects })).result;
  } finally {
    await stage.stop();
  }
}

/** Runs through an incident; the bot's earlier results are its history. */
export async function runReplay(replay: Replay, timeoutMs: number, subjects: Subjects): Promise<Result[]> {
  const results: Result[] = [];
  let history: PastCheck[] = [];
  for (const moment of replay.moments) {
    const at = timeOf(replay, moment);
    const now = () => at;
    const stage = await build(moment.world, timeoutMs, now);
    try {
      const { result, diagnosis } = await examine(caseOf(replay, moment), stage, { now, history, subjects });
      results.push(result);
      history = [...history, pastCheck({ at, leaf: diagnosis.leaf, owner: diagnosis.owner })];
    } finally {
      await stage.stop();
    }
  }
  return results;
}

type Terms = { now: () => number; history: readonly PastCheck[]; subjects: Subjects };

async function examine(
  { name, because, right, world }: Case,
  { settings, intercom }: Stage,
  { now, history, subjects }: Terms,
): Promise<{ result: Result; diagnosis: Diagnosis }> {
  const label = { name, because, right };
  const { value: diagnosis, ms } = await timed(() => runTriage(settings, now, history));
  const bot = { ...label, answered: answerOf(diagnosis), leaf: diagnosis.leaf, ms };
  if (subjects === 'bot') {
    return { result: { bot, runbook: null, deadline: settings.timeoutMs }, diagnosis };
  }
  await change(intercom, world);
  const plain = await timed(() => runbook(settings, now));
  const marked = { ...label, answered: plain.value, leaf: null, ms: plain.ms };
  return { result: { bot, runbook: marked, deadline: settings.timeoutMs }, diagnosis };
}

function answerOf({ owner, kind, severity, steps }: Diagnosis): Answer {
  return { owner, kind, severity, steps: steps.map(({ id }) => id) };
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const began = performance.now();
  const value = await work();
  return { value, ms: performance.now() - began };
}
