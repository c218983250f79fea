/**
 * How many conversations were started in an incident's time, as Intercom counts them. `query` says in words what
 * was counted; `stale`: an earlier figure (of `at`, UTC ms), because Intercom does not answer now; `because` says
 * why there is none, or why it is old.
 */
export type Impact = {
  readonly conversations: number | null;
  readonly query: string;
  readonly stale: boolean;
  readonly at: number | null;
  readonly because: string | null;
};
