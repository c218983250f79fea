import { randomBytes } from 'node:crypto';
import { causeOf, type Log } from '../../app/log.ts';
import { adviceFor } from '../../store/error-advice.ts';
import { slackError } from '../api/failures.ts';
import { RateLimited } from '../api/rate-limited-client.ts';

/** Logs the cause under a short reference and returns the sentence for the person, which names it. */
export function errorReply(log: Log, error: unknown, what: string): string {
  const ref = randomBytes(3).toString('hex');
  if (error instanceof RateLimited) {
    log.warn(
      { what, wait_ms: error.waitMs },
      'A request would go beyond what Slack takes; the person was told so.',
    );
    return `Too much is going on at once: Slack allows that again in ${Math.ceil(error.waitMs / 1_000)} s. Nothing was changed; try again then.`;
  }
  const refused = slackError(error);
  log.error({ ...causeOf(error), ref, what, ...(refused && { slack: refused }) }, 'A request failed.');
  if (refused === 'expired_trigger_id')
    return 'Slack left too little time to open that form. Nothing was changed; try again.';
  const broken = adviceFor(error);
  if (broken)
    return `That could not be kept: ${broken.what}. Nothing was changed. Tell whoever runs this bot (reference ${ref}), then try again when that is fixed.`;
  return `That did not work, and nothing was changed. Try again; if it fails again, give whoever runs this bot the reference ${ref}.`;
}
