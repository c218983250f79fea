import type { Effect, EpisodeEffect } from '../domain/effects/effects.ts';
import type { EpisodeId, IncidentId, Millis, UserId } from '../domain/incident/ids.ts';

/** What an effect is owed for. */
export type Subject =
  | { readonly kind: 'incident'; readonly id: IncidentId }
  | { readonly kind: 'episode'; readonly id: EpisodeId };

type ClaimOf<Kind extends Subject['kind'], E> = {
  readonly id: number;
  readonly version: number;
  readonly subject: Extract<Subject, { kind: Kind }>;
  readonly key: string;
  readonly lane: string;
  readonly effect: E;
  readonly owedAt: Millis;
  /**
   * How often it has been tried in all, 1 at the first: how long the next try waits. Counted on also while Slack takes
   * nothing and no budget runs, and by a revival; what uses the budget up is `failing`.
   */
  readonly attempts: number;
  /** Nobody waits for it. */
  readonly background: boolean;
  /** An earlier try may have reached Slack although nobody heard of it. */
  readonly maybeSent: boolean;
  /** Since when that try's work may stand there, UTC ms by Slack's clock; null when that was not known. */
  readonly triedFrom: Millis | null;
  /** The tries that failed in a row while Slack took other calls, and when the first of them did: its budget. Null: none. */
  readonly failing: FailureStreak | null;
  /** How often it has been put aside since somebody last wanted it. */
  readonly asides: number;
  /** It was put aside, and this try is one beside the timetable, which does not count it. */
  readonly extra: boolean;
  /** The call that it failed with the last time, and the channel of a message; null where that is not known. */
  readonly failedWith: string | null;
  /** Why it was put aside since it was last done: people have been told of these. */
  readonly told: readonly string[];
};
/** One for an incident, and one for an episode of the watch. */
export type IncidentClaim = ClaimOf<'incident', Effect>;
export type EpisodeClaim = ClaimOf<'episode', EpisodeEffect>;

/** One owed effect, claimed: it runs now, and only the holder of this `version` may settle it. */
export type Claim = IncidentClaim | EpisodeClaim;

/** Tells a claim for an episode from one for an incident. */
export const isEpisodes = (claim: Claim): claim is EpisodeClaim => claim.subject.kind === 'episode';

/** See `failing` of a claim; UTC ms. */
export type FailureStreak = { readonly tries: number; readonly since: number };

/**
 * How a claim ends: gone (`works`: the call that it had failed with works again); tried again at a time (UTC ms; it
 * counts as an attempt unless it was `untried`); kept for a version that can read it; or put aside with what a person
 * can do, until it comes back by itself at `againAt` (null: never), and no sooner where Slack `asked` for that.
 * `maybeSent`: the try may have arrived. `call`: what it failed with, where that may pass; what failed with the same
 * comes back once that works again.
 */
export type Settlement =
  | { readonly kind: 'done'; readonly works?: string }
  | {
      readonly kind: 'retry';
      readonly at: number;
      readonly why: string;
      readonly untried?: true;
      readonly maybeSent?: boolean;
      /** What its failed tries come to, this one included; they go on counting without it. */
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

/** A claim with how it ends. */
export type Settling = { readonly claim: Claim; readonly as: Settlement };

/** An effect that could not be done and was put aside, or that waits for a version that can read it. */
export type DeadEffect = {
  readonly id: number;
  readonly subject: Subject;
  readonly key: string;
  readonly effect: string;
  /** Whom an invitation was for. */
  readonly user: UserId | null;
  readonly why: string;
  readonly todo: string;
  readonly deadAt: Millis;
};

/**
 * How many effects may be claimed: of those that people wait for, and of the others; in no lane that is busy, and of no
 * type that is held back.
 */
export type Room = {
  readonly people: number;
  readonly background: number;
  readonly busyLanes: readonly string[];
  readonly held: readonly string[];
};

/** Claims what is due at `now` (UTC ms), each leased for `leaseMs`. `slackNow`: the time by Slack's clock, if known. */
export type ClaimRequest = Room & {
  readonly now: number;
  readonly leaseMs: number;
  readonly slackNow: Millis | null;
};
