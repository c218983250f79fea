import { setTimeout as sleep } from 'node:timers/promises';
import { openSqlite } from '../../src/store/sqlite/sqlite-store.ts';
import type { BotProcess } from './bot-process.ts';
import type { Violation } from './violation.ts';
import type { Ground } from './weather.ts';

/** How long nothing may be done of what is owed, ms: waits after failed tries reach a minute, Slack's pace another. */
const progressWithin = 150_000;
/**
 * How long it may take in all, ms. When Intercom recovers, every open incident owes two edits or three, and then some
 * for each check that changes its verdict's words; Slack takes 50 edits a minute.
 */
const settledWithin = 15 * 60_000;
/** How long the bot is watched after that, ms: reminders come due in it. */
const watchedFor = 5_500;
/** What may stay owed: promises for later. */
const promise = /^(?:wake|check_response|check_again):/u;

/** The quiet after it: since when (UTC ms), how long the settling took (ms), and what went wrong in it. */
export type Calm = {
  readonly since: number;
  readonly settledAfterMs: number;
  readonly violations: readonly Violation[];
};

/** Lets the last life run without any fault until nothing is owed, then stops it as an operator does. */
export async function calmDown(ground: Ground, bot: BotProcess, played: Promise<unknown>): Promise<Calm> {
  const { workspace, intercom, journal, file } = ground;
  const violations: Violation[] = [];
  const broken = (what: string, look: string) =>
    violations.push({ kind: 'broken', incident: 'the bot', what, look });
  workspace.faults.clear();
  await intercom.set({ api: { kind: 'healthy' } });
  const began = Date.now();
  if (!(await bot.ready)) broken('does not start after the chaos', bot.lines.slice(-5).join('\n'));
  journal.up(Date.now());
  await played;
  await redeliverAll(ground);
  let owed = await owedNow(file);
  const until = Date.now() + settledWithin;
  for (
    let done = 0, since = Date.now();
    owed.length > 0 && Date.now() < Math.min(since + progressWithin, until);
  ) {
    await sleep(500);
    owed = await owedNow(file);
    const answered = workspace.calls.filter(({ status }) => status === 200).length;
    if (answered > done) since = Date.now();
    done = answered;
  }
  const since = Date.now();
  if (owed.length > 0)
    broken(`still owes ${owed.length} effects after the calm`, owed.slice(0, 20).join(' '));
  await sleep(watchedFor);
  const code = await bot.stop();
  if (code !== 0) broken(`stopped with code ${code}`, bot.lines.slice(-5).join('\n'));
  return { since, settledAfterMs: since - began, violations };
}

/** Slack sends what nobody acknowledged again, up to five minutes later; here it does so at once. */
async function redeliverAll({ workspace }: Ground): Promise<void> {
  for (const { id, kind, attempts } of [...workspace.deliveries])
    if (kind === 'events_api' && !attempts.some(({ answer }) => answer?.kind === 'acked'))
      await workspace.redeliver(id);
}

/** The keys of what is owed and is no promise for later. */
async function owedNow(file: string): Promise<string[]> {
  const store = openSqlite(`file:${file}`, { exclusive: false });
  try {
    return (await store.pending()).map(({ key }) => key).filter((key) => !promise.test(key));
  } finally {
    await store.close();
  }
}
