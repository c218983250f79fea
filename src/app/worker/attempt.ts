import type { AnyEffect, Effect, EpisodeEffect } from '../../domain/effects/effects.ts';
import { isPutRight, skippedFact, stillWanted } from '../../domain/effects/still-wanted.ts';
import { incidentName } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { calendarDay, clockTime } from '../../domain/text/format-time.ts';
import type { Episode } from '../../domain/watch/episode.ts';
import { type Claim, type EpisodeClaim, type IncidentClaim, isEpisodes } from '../../store/claims.ts';
import { NoLongerDelivering } from '../../store/delivery-lease.ts';
import { DatabaseAway, OutcomeUnknown } from '../../store/error-advice.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../clock.ts';
import { causeOf, type Log } from '../log.ts';
import { loggedAs } from './logged-as.ts';
import {
  backoffMs,
  type Dead,
  type Done,
  type Outcome,
  type Retry,
  retryUnsure,
  unneeded,
  unread,
  unreadRecord,
} from './outcome.ts';
import { asksForMore, failedOnceMore, givenUp } from './retry-budget.ts';

type Job<E extends AnyEffect> = [E] extends [EpisodeEffect]
  ? { readonly claim: EpisodeClaim; readonly effect: E; readonly episode: Episode }
  : { readonly claim: IncidentClaim; readonly effect: E; readonly incident: Incident };

/** Carries out one kind of effect once; may throw, which counts as a failed attempt. */
export type Handler<E extends AnyEffect = Effect> = (job: Job<E>) => Promise<Outcome>;

/** A handler for every effect there is. */
export type EffectTable = {
  readonly [Type in AnyEffect['type']]: Handler<Extract<AnyEffect, { type: Type }>>;
};

/** Whether Slack accepts calls at all: no budget runs while it doesn't. */
export type Reach = {
  /** How many calls it has accepted so far. */
  taken(): number;
  /**
   * Whether it has accepted this very call (for a message: to this channel) since it had accepted that many in all.
   */
  tookSince(taken: number, call: string): boolean;
  /**
   * Whether it has accepted a call since it had accepted that many; asks Slack if nothing shows that. Never throws.
   */
  since(taken: number): Promise<boolean>;
};

type Parts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly effects: EffectTable;
  readonly reach: Reach;
  readonly log: Log;
};

/**
 * One attempt at a claimed effect: whether it's still wanted, what its handler returns, and whether it may be
 * retried. Throws NoLongerDelivering if another bot may deliver by now; then it isn't known what has been sent.
 */
export async function attempt(parts: Parts, claim: Claim): Promise<Outcome> {
  const { clock, reach, log } = parts;
  const taken = reach.taken();
  try {
    const outcome = isEpisodes(claim) ? await forEpisode(parts, claim) : await forIncident(parts, claim);
    // By the clock that dated the outcome: the clock may be set before Slack's reach is known.
    const now = clock.now();
    if (outcome.kind === 'done') return proven(claim, outcome, (call) => reach.tookSince(taken, call));
    if (outcome.kind === 'dead') return await refused(claim, outcome, () => reach.since(taken));
    if (outcome.kind !== 'retry' || outcome.untried) return outcome;
    return judged(claim, outcome, await reach.since(taken), now);
  } catch (error) {
    if (error instanceof NoLongerDelivering) throw error;
    const about = { ...causeOf(error), effect: loggedAs(claim), attempt: claim.attempts };
    const now = clock.now();
    // It isn't the effect's fault, so the attempt doesn't count, and the wait doesn't grow.
    if (error instanceof DatabaseAway || error instanceof OutcomeUnknown) {
      log.warn(about, "The database didn't answer; the effect will be retried.");
      return { ...retryUnsure("the database didn't answer", now + backoffMs(1)), failing: null };
    }
    log.error(about, 'Effect failed unexpectedly.');
    const failed = retryUnsure('it failed unexpectedly', now + backoffMs(claim.attempts));
    const todo = 'Check the log for this effect, then try again.';
    return judged(claim, { ...failed, todo }, true, now);
  }
}

async function forIncident({ store, effects, log }: Parts, claim: IncidentClaim): Promise<Outcome> {
  const { effect, subject } = claim;
  const found = await store.incident(subject.id);
  if (found.kind !== 'found')
    return unreadRecord(claim.unnamed ? 'a private incident' : incidentName(subject.id));
  if (!stillWanted(found.incident, effect) && !(claim.maybeSent && isPutRight(effect))) {
    log.info({ effect: loggedAs(claim) }, 'Skipped an effect that is no longer needed.');
    return unneeded(skippedFact(effect));
  }
  // The table pairs each type with its own handler, which TypeScript can't follow through an index.
  const handler = effects[effect.type] as Handler;
  return handler({ claim, effect, incident: found.incident });
}

async function forEpisode({ store, effects }: Parts, claim: EpisodeClaim): Promise<Outcome> {
  const { effect, subject } = claim;
  const episode = await store.episode(subject.id);
  if (!episode) return unread('what monitoring found');
  return effects[effect.type]({ claim, effect, episode });
}

/**
 * An effect that succeeds proves that the call it had failed with works only if Slack has accepted that call
 * meanwhile.
 */
function proven({ failedWith }: Claim, outcome: Done, took: (call: string) => boolean): Outcome {
  return failedWith !== null && took(failedWith) ? { ...outcome, works: failedWith } : outcome;
}

const byItself = "The bot retries a few times later. Do what can't wait yourself.";

/**
 * A refusal counts while Slack accepts anything else; if it accepts nothing with this token, that says nothing about
 * this effect.
 */
async function refused(
  { failedWith }: Claim,
  outcome: Dead,
  takesOthers: () => Promise<boolean>,
): Promise<Outcome> {
  const { why, todo, elseAt } = outcome;
  if (elseAt === undefined || (await takesOthers())) return outcome;
  return {
    kind: 'retry',
    why,
    todo,
    at: elseAt,
    failing: null,
    ...(failedWith !== null && { call: failedWith }),
  };
}

/** Another attempt, as long as its budget lasts. */
function judged(claim: Claim, outcome: Retry, counts: boolean, now: number): Outcome {
  const failing = counts ? failedOnceMore(claim.failing, now) : null;
  const over = failing && givenUp(claim, failing, now, outcome.at);
  if (!over) return { ...outcome, failing };
  const { why, todo = byItself, call = null } = outcome;
  const maybeSent = claim.maybeSent || outcome.maybeSent === true;
  const look = (next: string): string =>
    maybeSent ? `It may have arrived anyway, so look first. ${next}` : next;
  if (asksForMore(claim, now, outcome.at))
    return {
      kind: 'dead',
      why,
      todo: look(
        `The bot retries at ${calendarDay(outcome.at)} ${clockTime(outcome.at)} UTC, as Slack asked. Do what can't wait yourself.`,
      ),
      maybeSent,
      askedFor: outcome.at,
    };
  return { kind: 'dead', why: `${why}, repeatedly`, todo: look(todo), maybeSent, call };
}
