/**
 * How far our clock may have been ahead of Slack's when an effect was queued, ms: what a restored database owes is looked for
 * in Slack from that much earlier on.
 */
export const clocksDifferMs = 2 * 3_600_000;
