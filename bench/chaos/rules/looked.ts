import type { RecordedCall } from '../../../packages/slack-sandbox/slack/api/call-log.ts';
import type { Journal } from '../evidence/journal.ts';
import type { Violation } from '../violation.ts';

/** A call that took longer may have been given up by the bot, ms. */
const answeredWithin = 9_000;

/** Whether the bot knows what became of a call: it was done, or it was refused before anything was. */
const isSure = ({ status, answer, ms }: RecordedCall): boolean =>
  status !== null &&
  status < 500 &&
  (ms ?? 0) < answeredWithin &&
  !['internal_error', 'fatal_error'].includes(String(answer?.error));

/**
 * In a life that began with nothing that may have arrived unheard, and in which each call was answered beyond doubt or
 * refused, nothing was looked for: after a refused connection or a 429 there is nothing to find.
 */
export function lookedInVain(journal: Journal, calls: readonly RecordedCall[]): Violation[] {
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
