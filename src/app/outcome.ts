import type { ClockCommand, FactCommand } from '../domain/commands.ts';

/**
 * How a try at an effect ended: done, with what was learned; to be tried again at a time (UTC ms; `untried` when
 * nothing was sent this time); or not to be
 * done at all, with what a person can do about it.
 */
export type Outcome =
  | { readonly kind: 'done'; readonly command: FactCommand | ClockCommand | null }
  | { readonly kind: 'retry'; readonly why: string; readonly at: number; readonly untried?: true }
  | { readonly kind: 'dead'; readonly why: string; readonly todo: string };

/** The effect is done; `command` records what was learned by it. */
export const done = (command: FactCommand | ClockCommand | null = null): Outcome => ({
  kind: 'done',
  command,
});

/** To be tried again at `at` (UTC ms). */
export const retry = (why: string, at: number): Outcome => ({ kind: 'retry', why, at });

/** Not tried at all: it comes again at `at` (UTC ms). */
export const postponed = (why: string, at: number): Outcome => ({ kind: 'retry', why, at, untried: true });

/** It will not work until a person does `todo`. */
export const dead = (why: string, todo: string): Outcome => ({ kind: 'dead', why, todo });

/** How long to wait after the `attempts`-th failed try, ms: 1 s, 2 s, 4 s … up to a minute. */
export const backoffMs = (attempts: number): number =>
  Math.min(60_000, 1_000 * 2 ** Math.min(attempts - 1, 10));
