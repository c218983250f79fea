import type { Effect, EpisodeEffect } from '../domain/effects/effects.ts';
import type { EpisodeId, IncidentId, Millis, UserId } from '../domain/incident/ids.ts';

/** What an effect belongs to. */
export type Subject =
  | { readonly kind: 'incident'; readonly id: IncidentId }
  | { readonly kind: 'episode'; readonly id: EpisodeId };

type ClaimOf<Kind extends Subject['kind'], E> = {
  readonly id: number;
  readonly version: number;
  /** The term under which it was claimed: later it can't be settled by this claim. See `DeliveryLease`. */
  readonly term: number;
  readonly subject: Extract<Subject, { kind: Kind }>;
  readonly key: string;
  readonly lane: string;
  readonly effect: E;
  readonly owedAt: Millis;
  /**
   * The number of attempts, 1 for the first: decides how long the next one waits. It keeps counting while Slack
   * accepts nothing and no budget runs, and across a revival; `failing` is what uses up the budget.
   */
  readonly attempts: number;
  /** Nobody is waiting for it. */
  readonly background: boolean;
  /** An earlier attempt may have reached Slack although no response arrived. */
  readonly maybeSent: boolean;
  /** Since when that attempt's work may exist in Slack, UTC ms by Slack's clock; null if that wasn't known. */
  readonly triedFrom: Millis | null;
  /**
   * The consecutive attempts that failed while Slack accepted other calls, and when the first one did: its budget.
   * Null if none.
   */
  readonly failing: FailureStreak | null;
  /** How often it has failed permanently since someone last wanted it. */
  readonly asides: number;
  /** It had failed permanently, and this is an extra attempt, which the schedule doesn't count. */
  readonly extra: boolean;
  /** The call that it last failed with, and the channel of a message; null if that isn't known. */
  readonly failedWith: string | null;
  /** It's a private incident's, which the log doesn't name. */
  readonly unnamed: boolean;
  /** The reasons for which it failed permanently since it was last done: people have been told about these. */
  readonly reported: readonly string[];
};
/** A claim for an incident, and one for a monitoring episode. */
export type IncidentClaim = ClaimOf<'incident', Effect>;
export type EpisodeClaim = ClaimOf<'episode', EpisodeEffect>;

/** One claimed effect: it's running now, and only the holder of this `version` can settle it. */
export type Claim = IncidentClaim | EpisodeClaim;

/** Whether a claim is for an episode instead of an incident. */
export const isEpisodes = (claim: Claim): claim is EpisodeClaim => claim.subject.kind === 'episode';

/** See `failing` in a claim; UTC ms. */
export type FailureStreak = { readonly tries: number; readonly since: number };

/**
 * How a claim is settled: deleted (`works`: the call it had failed with works again); retried at a time (UTC ms;
 * counts as an attempt unless it was `untried`); kept for a version that can read it; or dead, with what a person can
 * do, until it comes back on its own at `againAt` (null for never), and no sooner if Slack `asked` for that.
 * `maybeSent`: the attempt may have arrived. `call`: what it failed with, if that's temporary; effects that failed
 * with the same call come back once it works again.
 */
export type Settlement =
  | { readonly kind: 'done'; readonly works?: string }
  | {
      readonly kind: 'retry';
      readonly at: number;
      readonly why: string;
      readonly untried?: true;
      readonly maybeSent?: boolean;
      /** What its failed attempts add up to, including this one; they keep counting if omitted. */
      readonly failing?: FailureStreak | null;
      readonly call?: string | null;
    }
  | { readonly kind: 'unread'; readonly at: number; readonly why: string; readonly todo: string }
  | {
      readonly kind: 'dead';
      readonly at: number;
      readonly why: string;
      readonly todo: string;
      readonly maybeSent?: boolean;
      readonly againAt?: number | null;
      readonly asked?: boolean;
      readonly call?: string | null;
    };

/** A claim with its settlement. */
export type Settling = { readonly claim: Claim; readonly as: Settlement };

/** An effect that failed permanently, or that waits for a version that can read it. */
export type DeadEffect = {
  readonly id: number;
  readonly subject: Subject;
  readonly key: string;
  readonly effect: string;
  /** Who an invitation was for. */
  readonly user: UserId | null;
  readonly why: string;
  readonly todo: string;
  readonly deadAt: Millis;
};

/**
 * How many effects can be claimed: of those that people are waiting for, and of the others; none in a busy lane, and
 * none of a type that is held back.
 */
export type Room = {
  readonly people: number;
  readonly background: number;
  readonly busyLanes: readonly string[];
  readonly held: readonly string[];
};

/**
 * Claims what is due at `now` (UTC ms), each under a lease of `leaseMs`. `slackNow`: the time by Slack's clock, if
 * known. `term`: under which the bot delivers; 0 before anyone has.
 */
export type ClaimRequest = Room & {
  readonly now: number;
  readonly leaseMs: number;
  readonly slackNow: Millis | null;
  readonly term: number;
};
