import type { RecordedCall } from '../../../packages/slack-sandbox/slack/api/call-log.ts';
import type { Journal } from '../evidence/journal.ts';
import type { Violation } from '../violation.ts';

/** The bot may have abandoned a call that took longer than this, ms. */
const answeredWithin = 9_000;

/** Whether the bot knows the outcome of a call: it was done, or it was refused before anything was. */
const isSure = ({ status, answer, ms }: RecordedCall): boolean =>
  status !== null &&
  status < 500 &&
  (ms ?? 0) < answeredWithin &&
  !['internal_error', 'fatal_error'].includes(String(answer?.error));

/**
 * In a life that started with nothing that may have arrived unnoticed, and in which each call was definitely answered
 * or refused, the bot looked for nothing: after a refused connection or a 429 there is nothing to find.
 */
export function needlessLookups(journal: Journal, calls: readonly RecordedCall[]): Violation[] {
  if (calls.length === 0 || !calls.every(isSure)) return [];
  journal.count('life without doubt');
  const looks = calls.filter(({ args }) => 'include_all_metadata' in args);
  return looks.slice(0, 1).map(({ method, at }) => ({
    kind: 'broken',
    incident: 'the bot',
    what: `looked for what cannot have been sent: ${method} at ${at}`,
    look: 'maybe_sent in the outbox, src/slack/api/failures.ts',
  }));
}
