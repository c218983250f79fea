import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { effectSchema } from '../../../src/domain/effects/effects.ts';
import type { BotProcess } from '../bot/bot-process.ts';
import { readNow } from '../database/chaos-database.ts';
import { setClock } from '../faults/disturb.ts';
import type { ChaosContext } from '../faults/faults.ts';
import type { ExpectedState } from '../people/expected-state.ts';
import type { Violation } from '../violation.ts';
import { peopleIn } from './evidence.ts';

/**
 * How long the outbox can make no progress, ms: waits after failed attempts reach a minute, Slack's rate limit another.
 */
const progressWithin = 150_000;
/**
 * How long settling can take in total, ms. When Intercom recovers, every open incident has two or three edits pending,
 * and more for each check that changes the words of its diagnosis; Slack takes 50 edits a minute.
 */
const settledWithin = 15 * 60_000;
/** How long it can take to show everyone's Home tab on a busy machine, ms. */
const homesWithin = 60_000;
/** How long the bot is watched after that, ms: reminders come due in this time. */
const watchedFor = 5_500;
/** Slightly more than the longest wait after a failed attempt, ms: moving the clock by it brings the next one. */
const nextTry = 65_000;
/** How often the clock moves, ms: a sleeping bot looks at its clock again after 5 s. */
const advanceEvery = 6_000;
/** How often progress is reported while waiting, ms. */
const logEvery = 20_000;
/** Why a group can't be called, for as long as nobody invites one of them. */
const outsidePrivate = 'is in this private channel';
/** The reason of an effect that waits untried: Slack's limits don't pass sooner when the clock moves. */
const limited = "waiting for Slack's rate limits";
/** Why an incident that became private is looked for again some minutes later, when nothing of it can arrive any more. */
const secondLook = 'what was under way may still arrive';
/** For how long an effect that runs is claimed, ms: what is due later, without trouble, was put off. */
const runsFor = 120_000;
/** How far the clock moves so that everything that failed permanently comes back, ms. */
const untilDeadRetry = 25 * 3_600_000;

const owedRow = z.object({
  key: z.string(),
  incident: z.number().nullable(),
  effect: z.string(),
  behind: z.string().nullable(),
  waits: z.string().nullable(),
  dead: z.number(),
  due: z.number(),
  why: z.string().nullable(),
});
type Owed = z.infer<typeof owedRow>;
const setbackRow = z.object({ incident: z.number(), body: z.string() });

/**
 * What is pending and isn't scheduled for later, including what failed permanently, and what each waits for, in its lane or
 * by its kind.
 */
const owed = `SELECT key, incident, effect, behind, (SELECT first.key FROM outbox first WHERE first.lane = outbox.lane
    AND first.id < outbox.id AND first.dead_at IS NULL ORDER BY first.id LIMIT 1) AS waits,
    due_at AS due, last_error AS why, CASE WHEN dead_at IS NULL THEN 0 ELSE 1 END AS dead FROM outbox
  WHERE key NOT LIKE 'wake:%' AND key NOT LIKE 'check_response:%' AND key NOT LIKE 'check_again:%'
    AND key NOT LIKE 'check_comms_lead:%'`;

/** The quiet period at the end: since when (UTC ms), how long settling took (ms), and what went wrong in it. */
export type Calm = {
  readonly since: number;
  readonly settledAfterMs: number;
  readonly violations: readonly Violation[];
};

/**
 * Lets the last life run without any fault until only what Slack permanently refuses is pending; then until people were
 * told about that; then until that is done as well, because Slack accepts it at last. From then on Slack refuses nothing: no
 * reminder that comes due waits behind one that it does. Then it's stopped as an operator does.
 */
export async function calmDown(
  context: ChaosContext,
  bots: readonly [BotProcess, ...BotProcess[]],
  expected: ExpectedState,
  played: Promise<unknown>,
): Promise<Calm> {
  const { intercom, journal, permanentFaults, database } = context;
  const violations: Violation[] = [];
  const broken = (kind: Violation['kind'], what: string, look: string) =>
    violations.push({ kind, incident: 'the bot', what, look });
  await intercom.set({ api: { kind: 'healthy' } });
  const began = Date.now();
  for (const bot of bots) {
    if (!(await bot.ready))
      broken('broken', 'does not start after the chaos', bot.lines.slice(-5).join('\n'));
    journal.up(bot, Date.now());
  }
  await played;
  await redeliverAll(context);
  const advanceClock = (ms: number) =>
    database.server ? database.server.pass(ms) : setClock(context, bots[0], context.clock.aheadMs + ms);
  const settles = async (
    kind: Violation['kind'],
    what: string,
    wanted: (all: readonly Owed[]) => Owed[],
    hurry = async () => {},
  ) => {
    const began = Date.now();
    const left = await settled(context, wanted, hurry);
    context.log(`waited ${Date.now() - began} ms for: ${what}`);
    const keys = left.slice(0, 20).map(({ key }) => key);
    if (left.length > 0) broken(kind, `${what}: ${left.length} effects`, keys.join(' '));
  };
  const isUnaffected = ({ key, behind, waits }: Owed) =>
    ![key, behind, waits].some((one) => one !== null && permanentFaults.met.has(one));
  const unaffected = (all: readonly Owed[]) => alive(all).filter(isUnaffected);
  await settles('broken', 'owed after the calm', unaffected, async () => {
    const left = unaffected(await owedNow(context));
    const wait = Math.min(...left.map(({ due }) => due)) - context.clock.now();
    const isLater = ({ why, due }: Owed) =>
      why === secondLook || (why === null && due - context.clock.now() > runsFor);
    if (left.every(isLater) && wait > 0 && wait < Number.POSITIVE_INFINITY) await advanceClock(wait);
  });
  const since = Date.now();
  if ((await owedNow(context)).some(({ key }) => permanentFaults.met.has(key))) {
    const affected = (all: readonly Owed[]) => alive(all).filter((one) => !isUnaffected(one));
    await settles('stalled', 'fails beyond its budget, and was not put aside', affected, async () => {
      const left = affected(await owedNow(context));
      if (!left.some(({ why }) => why === limited)) await advanceClock(nextTry);
    });
    const untold = await unreported(context);
    if (untold.length > 0)
      broken('stalled', 'put aside, and nobody was told', untold.map(({ key }) => key).join(' '));
    permanentFaults.lift();
    await advanceClock(untilDeadRetry);
    await settles('lost', 'Slack takes it now, but it does not come back by itself', (all) =>
      all.filter(
        ({ key, why }) => !expected.wasDeleted(key.split(':')[2] ?? '') && !why?.includes(outsidePrivate),
      ),
    );
  }
  // The first one may come due only while the bot is watched: there's no time left then for what waits behind it.
  permanentFaults.lift();
  if (!(await showHomes(context))) broken('lost', 'a Home tab', 'the calls of views.publish at the end');
  await sleep(watchedFor);
  for (const bot of bots) {
    const code = await bot.stop();
    if (code !== 0) broken('broken', `stopped with code ${code}`, bot.lines.slice(-5).join('\n'));
  }
  return { since, settledAfterMs: since - began, violations };
}

/** Everyone opens their Home tab, which is judged as shown then. Returns whether all were shown. */
async function showHomes({ workspace }: ChaosContext): Promise<boolean> {
  const people = peopleIn(workspace);
  const before = workspace.calls.length;
  for (const person of people) person.openHome();
  const shown = () =>
    new Set(
      workspace.calls
        .slice(before)
        .flatMap(({ method, args }) => (method === 'views.publish' ? [args.user_id] : [])),
    ).size;
  for (const until = Date.now() + homesWithin; shown() < people.length && Date.now() < until; )
    await sleep(100);
  return shown() === people.length;
}

const alive = (all: readonly Owed[]): Owed[] => all.filter(({ dead }) => dead === 0);

/** Waits while progress is made on what `wanted` selects from the outbox; returns what is left of it. */
async function settled(
  context: ChaosContext,
  wanted: (all: readonly Owed[]) => Owed[],
  hurry: () => Promise<void>,
): Promise<Owed[]> {
  const { workspace, clock, log } = context;
  let left = wanted(await owedNow(context));
  let hurriedAt = 0;
  let loggedAt = Date.now();
  const until = Date.now() + settledWithin;
  for (
    let done = 0, since = Date.now();
    left.length > 0 && Date.now() < Math.min(since + progressWithin, until);
  ) {
    if (Date.now() - hurriedAt > advanceEvery) {
      hurriedAt = Date.now();
      await hurry();
    }
    await sleep(500);
    left = wanted(await owedNow(context));
    const answered = workspace.calls.filter(({ status }) => status === 200).length;
    if (Date.now() - loggedAt > logEvery) {
      loggedAt = Date.now();
      const shown = left
        .slice(0, 10)
        .map(({ key, due, why }) => `${key} in ${due - clock.now()} ms (${why ?? 'no trouble'})`);
      log(`waiting for ${left.length} effects: ${shown.join(', ')}`);
    }
    if (answered > done) since = Date.now();
    done = answered;
  }
  return left;
}

/** Slack redelivers what wasn't acknowledged, up to five minutes later; here it does so at once. */
async function redeliverAll({ workspace }: ChaosContext): Promise<void> {
  for (const { id, kind, attempts } of [...workspace.deliveries])
    if (kind === 'events_api' && !attempts.some(({ answer }) => answer?.kind === 'acked'))
      await workspace.redeliver(id);
}

const owedNow = ({ database }: ChaosContext): Promise<readonly Owed[]> => readNow(database, owed, owedRow);

/** What failed permanently, and its incident has no setback for it. */
async function unreported({ database }: ChaosContext): Promise<Owed[]> {
  const typeOf = (json: string) => effectSchema.safeParse(JSON.parse(json)).data?.type;
  const setbacks = await readNow(
    database,
    "SELECT incident, body FROM events WHERE type = 'setback'",
    setbackRow,
  );
  const reported = new Set(setbacks.map(({ incident, body }) => `${incident} ${JSON.parse(body).effect}`));
  const dead = (await readNow(database, owed, owedRow)).filter((one) => one.dead === 1);
  return dead.filter(({ incident, effect }) => !reported.has(`${incident} ${typeOf(effect)}`));
}
