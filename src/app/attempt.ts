import type { Effect } from '../domain/effects.ts';
import type { Incident } from '../domain/incident.ts';
import { stillWanted } from '../domain/still-wanted.ts';
import type { Claim, Store } from '../store/store.ts';
import { failedOnceMore, outlasted } from './budget.ts';
import type { Clock } from './clock.ts';
import { causeOf, type Log } from './log.ts';
import { backoffMs, done, type Outcome, type Retry, retryUnsure, unread } from './outcome.ts';

/** Does one kind of effect once; may throw, which counts as a failed try. */
export type Handler<E extends Effect = Effect> = (job: {
  readonly claim: Claim;
  readonly effect: E;
  readonly incident: Incident;
}) => Promise<Outcome>;

/** A handler for every effect there is. */
export type EffectTable = { readonly [Type in Effect['type']]: Handler<Extract<Effect, { type: Type }>> };

/** Whether Slack takes calls at all: no budget runs while it does not. */
export type Reach = {
  /** How many calls it has taken so far. */
  taken(): number;
  /** Whether it has taken a call since it had taken that many; asks it when nobody knows. Never throws. */
  since(taken: number): Promise<boolean>;
};

type Parts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly effects: EffectTable;
  readonly reach: Reach;
  readonly log: Log;
};

/** One try at a claimed effect: whether it is still wanted, what its handler made of it, and whether it may go on failing. */
export async function attempt(parts: Parts, claim: Claim): Promise<Outcome> {
  const { store, clock, effects, reach, log } = parts;
  const taken = reach.taken();
  try {
    const found = await store.incident(claim.incident);
    if (found.kind !== 'found')
      return unread(`the record of INC-${claim.incident} cannot be read`, 'Start the version that wrote it.');
    const { effect } = claim;
    if (!stillWanted(found.incident, effect)) {
      log.info({ effect: claim.key }, 'An effect is not wanted any more, and was left out.');
      return done();
    }
    // The table pairs each type with its own handler, which TypeScript cannot follow through an index.
    const handler = effects[effect.type] as Handler;
    const outcome = await handler({ claim, effect, incident: found.incident });
    if (outcome.kind !== 'retry' || outcome.untried) return outcome;
    const counts = await reach.since(taken);
    return judged(claim, outcome, { counts, now: clock.now() });
  } catch (error) {
    log.error(
      { ...causeOf(error), effect: claim.key, attempt: claim.attempts },
      'An effect failed unexpectedly.',
    );
    const now = clock.now();
    const failed = retryUnsure('it failed unexpectedly', now + backoffMs((claim.failing?.tries ?? 0) + 1));
    return judged(claim, failed, {
      counts: true,
      now,
      todo: 'Look for this effect in the log, then try again.',
    });
  }
}

const byItself =
  'It is tried again by itself in a while, and a few times after that; do by hand what cannot wait.';

/** Another try, as long as its budget lasts. What has been put aside before has none left. */
function judged(
  claim: Claim,
  outcome: Retry,
  { counts, now, todo = byItself }: { counts: boolean; now: number; todo?: string },
): Outcome {
  const failing = counts ? failedOnceMore(claim.failing, now) : null;
  const over = failing && (claim.asides > 0 || outlasted(claim.effect.type, failing, now, outcome.at));
  if (!over) return { ...outcome, failing };
  const maybeSent = claim.maybeSent || outcome.maybeSent === true;
  return {
    kind: 'dead',
    why: `${outcome.why} again and again`,
    todo: maybeSent ? `It may have arrived all the same: look first. ${todo}` : todo,
    maybeSent,
    notBefore: outcome.at,
  };
}
