/** How long work may wait for the database: as long as Slack's limit allows for an answer, or until it's there. */
export type Patience = 'answer' | 'endless';

/**
 * How long whoever asks a PostgreSQL waits, ms: to be connected, for an answer, and on the connection that tells who
 * delivers.
 */
export type Waits = { readonly connectMs: number; readonly answerMs: number; readonly leaseMs: number };

/** A bot: of Slack's 3 s, the rest is for saying how it ended. Another bot has to learn soon that this one can't deliver. */
export const asBot: Waits = { connectMs: 1_500, answerMs: 2_000, leaseMs: 1_000 };

/** A person at a terminal, who would rather wait for a busy machine or a slow network. */
export const atTerminal: Waits = { connectMs: 10_000, answerMs: 10_000, leaseMs: 10_000 };
