import { randomBytes } from 'node:crypto';
import { causeOf, type Log } from '../../app/log.ts';
import { adviceFor, OutcomeUnknown } from '../../store/error-advice.ts';
import { StoreUnavailable } from '../../store/store-unavailable.ts';
import { askedWaitMs, slackError } from '../api/failures.ts';
import { RateLimited } from '../api/rate-limited-client.ts';

/** Logs the cause under a short reference and returns the sentence for the person, with that reference. */
export function errorReply(log: Log, error: unknown, what: string): string {
  const ref = randomBytes(3).toString('hex');
  const waitMs = error instanceof RateLimited ? error.waitMs : askedWaitMs(error);
  if (waitMs !== null) {
    log.warn({ what, wait_ms: waitMs }, "A request exceeds Slack's rate limit; the person was told.");
    return `Slack's rate limit is reached. Nothing was changed. Try again in ${Math.ceil(waitMs / 1_000)} s.`;
  }
  const refused = slackError(error);
  log.error({ ...causeOf(error), ref, what, ...(refused && { slack: refused }) }, 'A request failed.');
  if (refused === 'expired_trigger_id')
    return 'The form took too long to open. Nothing was changed. Try again.';
  if (error instanceof OutcomeUnknown)
    return `The database went away meanwhile. Check whether that was saved before you try again. Tell your bot admin (reference ${ref}).`;
  if (error instanceof StoreUnavailable)
    return 'This bot is being replaced by a newer version. Nothing was changed. Try again in a few seconds.';
  const broken = adviceFor(error);
  if (broken)
    return `That couldn't be done: ${broken.what}. Nothing was changed. Tell your bot admin (reference ${ref}), then try again once it's fixed.`;
  return `That didn't work. Nothing was changed. Try again; if it fails again, give your bot admin the reference ${ref}.`;
}
