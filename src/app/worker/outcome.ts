import type { ClockCommand } from '../../domain/incident/commands.ts';
import type { EpisodeId, IncidentId } from '../../domain/incident/ids.ts';
import type { PostedMessage } from '../../domain/incident/incident.ts';
import type { FactCommand } from '../../domain/incident/learned/fact-commands.ts';
import type { ObservedCommand } from '../../domain/incident/learned/observed-commands.ts';
import type { Actor } from '../../domain/incident/people/actor.ts';
import type { Settlement } from '../../store/claims.ts';

/**
 * What a finished effect learned: about its incident, others that it concerns too, what someone had done
 * there before it could be read, or where its episode's suggestion was posted.
 */
export type Learned =
  | FactCommand
  | ClockCommand
  | { readonly type: 'elsewhere'; readonly targets: readonly IncidentId[]; readonly command: FactCommand }
  | { readonly type: 'take_up'; readonly by: Actor; readonly command: ObservedCommand }
  | ({ readonly type: 'record_proposal'; readonly episode: EpisodeId } & PostedMessage);

/** An outcome that ends the effect. */
export type Done = Extract<Settlement, { kind: 'done' }> & {
  readonly command: Learned | null;
  /** Nothing was done, because it's no longer needed. */
  readonly unneeded?: true;
};

/** An outcome that asks for another attempt. `todo`: what a person can do if it keeps failing. */
export type Retry = Extract<Settlement, { kind: 'retry' }> & { readonly todo?: string };

/** An outcome that fails permanently; when it comes back is decided later, unless Slack said. */
export type Dead = Omit<Extract<Settlement, { kind: 'dead' }>, 'at' | 'againAt' | 'asked'> & {
  /** When it comes back, because Slack asked for that, instead of by the schedule; UTC ms. */
  readonly askedFor?: number;
  /**
   * Slack refused it. If Slack refuses everything right now, that says nothing about this effect: it's retried at
   * this time, UTC ms.
   */
  readonly elseAt?: number;
};

/**
 * The result of one delivery attempt, before it's settled: done, with what was learned; retry (`untried` if nothing
 * was sent this time); unread, for a version that can read it; or dead, until a person has fixed something.
 */
export type Outcome = Done | Retry | Omit<Extract<Settlement, { kind: 'unread' }>, 'at'> | Dead;

/** The effect is done; `command` records what was learned. */
export const done = (command: Learned | null = null): Outcome => ({
  kind: 'done',
  command,
});

/** Nothing needs to be done any more. */
export const unneeded = (command: Learned | null = null): Outcome => ({
  kind: 'done',
  command,
  unneeded: true,
});

/** Retry at `at` (UTC ms); nothing from this attempt can have arrived. */
export const retryLater = (why: string, at: number): Outcome => ({ kind: 'retry', why, at });

/** Retry at `at` (UTC ms); this attempt may have arrived although no response did. */
export const retryUnsure = (why: string, at: number): Retry => ({ kind: 'retry', why, at, maybeSent: true });

/** Not attempted; it comes again at `at` (UTC ms). */
export const postponed = (why: string, at: number): Outcome => ({ kind: 'retry', why, at, untried: true });

/** Not attempted, because this version can't read what it's about: the next start looks again. */
export const unread = (what: string): Outcome => ({
  kind: 'unread',
  why: `this version can't read ${what}`,
  todo: 'Run the version that wrote it.',
});

/** The same where that's the record of an incident. */
export const unreadRecord = (incident: string): Outcome => unread(`the record of ${incident}`);

/** It won't work until a person does `todo`. */
export const dead = (why: string, todo: string): Dead => ({ kind: 'dead', why, todo });

/** How long to wait after the `attempts`-th failed attempt, ms: 1 s, 2 s, 4 s … up to a minute. */
export const backoffMs = (attempts: number): number =>
  Math.min(60_000, 1_000 * 2 ** Math.min(attempts - 1, 10));
