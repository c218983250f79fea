/** How long work may wait for the database: as long as Slack's limit allows for an answer, or until it's there. */
export type Patience = 'answer' | 'endless';

/** How long to wait for PostgreSQL, ms: for a connection, for an answer, and on the connection that renews the lease. */
export type Waits = { readonly connectMs: number; readonly answerMs: number; readonly leaseMs: number };

/** In a bot. It leaves part of Slack's 3 s for the answer, and other bots soon learn that this one can't deliver. */
export const asBot: Waits = { connectMs: 1_500, answerMs: 2_000, leaseMs: 1_000 };

/** In the terminal, where people would rather wait for a busy machine or a slow network. */
export const atTerminal: Waits = { connectMs: 10_000, answerMs: 10_000, leaseMs: 10_000 };
