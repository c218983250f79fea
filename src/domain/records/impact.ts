/**
 * How many conversations were started during an incident, as Intercom counts them. `period` says when (`from
 * 2026-11-21 14:00 to 14:30 UTC`), `query` how they were counted; `stale`: an earlier number (of `at`, UTC ms),
 * because Intercom doesn't respond now; `because` says in whole sentences why there is none, or why it's old; the
 * form that shows it says what to do.
 */
export type Impact = {
  readonly conversations: number | null;
  readonly period: string;
  readonly query: string;
  readonly stale: boolean;
  readonly at: number | null;
  readonly because: string | null;
};
