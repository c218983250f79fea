import type { ClockCommand, FactCommand } from '../../domain/incident/commands.ts';
import type { EpisodeId, IncidentId } from '../../domain/incident/ids.ts';
import type { PostedMessage } from '../../domain/incident/incident.ts';
import type { ObservedCommand } from '../../domain/incident/observed-commands.ts';
import type { Actor } from '../../domain/incident/people/actor.ts';
import type { Settlement } from '../../store/claims.ts';

/**
 * What a finished effect learned: of its incident, of another one that it concerns too, what somebody had done there before it could be read, or where the
 * proposal of its episode stands.
 */
export type Learned =
  | FactCommand
  | ClockCommand
  | { readonly type: 'elsewhere'; readonly target: IncidentId; readonly command: FactCommand }
  | { readonly type: 'take_up'; readonly by: Actor; readonly command: ObservedCommand }
  | ({ readonly type: 'record_proposal'; readonly episode: EpisodeId } & PostedMessage);

/** An outcome that is the end of it. */
export type Done = Extract<Settlement, { kind: 'done' }> & {
  readonly command: Learned | null;
  /** Nothing was done, for it is not needed any more. */
  readonly unneeded?: true;
};

/** An outcome that asks for another try. `todo`: what a person can do about it, should it go on. */
export type Retry = Extract<Settlement, { kind: 'retry' }> & { readonly todo?: string };

/** An outcome that puts aside; when it comes back is told later, except where Slack did. */
export type Dead = Omit<Extract<Settlement, { kind: 'dead' }>, 'at' | 'againAt' | 'asked'> & {
  /** It comes back at this time, which Slack asked for, and not by the timetable; UTC ms. */
  readonly askedFor?: number;
  /** Slack refused it. If it refuses everything just now, that says nothing of this: another try at this time, UTC ms. */
  readonly elseAt?: number;
};

/**
 * How a try at an effect ended, before it is settled: done, with what was learned; to be tried again (`untried` when
 * nothing was sent this time); kept for a version that can read it; or not to be done before a person has mended
 * something.
 */
export type Outcome = Done | Retry | Omit<Extract<Settlement, { kind: 'unread' }>, 'at'> | Dead;

/** The effect is done; `command` records what was learned by it. */
export const done = (command: Learned | null = null): Outcome => ({
  kind: 'done',
  command,
});

/** Nothing is to be done any more; the same. */
export const unneeded = (command: Learned | null = null): Outcome => ({
  kind: 'done',
  command,
  unneeded: true,
});

/** To be tried again at `at` (UTC ms); nothing of this try can have arrived. */
export const retryLater = (why: string, at: number): Outcome => ({ kind: 'retry', why, at });

/** To be tried again at `at` (UTC ms); this try may have arrived although nobody heard of it. */
export const retryUnsure = (why: string, at: number): Retry => ({ kind: 'retry', why, at, maybeSent: true });

/** Not tried at all: it comes again at `at` (UTC ms). */
export const postponed = (why: string, at: number): Outcome => ({ kind: 'retry', why, at, untried: true });

/** Not tried at all, for this version cannot read what it is about: the next start looks again. */
export const unread = (why: string, todo: string): Outcome => ({ kind: 'unread', why, todo });

/** It will not work until a person does `todo`. */
export const dead = (why: string, todo: string): Dead => ({ kind: 'dead', why, todo });

/** How long to wait after the `attempts`-th failed try, ms: 1 s, 2 s, 4 s … up to a minute. */
export const backoffMs = (attempts: number): number =>
  Math.min(60_000, 1_000 * 2 ** Math.min(attempts - 1, 10));
