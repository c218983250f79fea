import { randomBytes } from 'node:crypto';
import { causeOf, type Log } from '../../app/log.ts';
import { storeTrouble } from '../../store/trouble.ts';
import { slackError } from '../failures.ts';
import { Paced } from '../paced-client.ts';

/** Logs the cause under a short reference and returns the sentence for the person, which names it. */
export function troubleSentence(log: Log, error: unknown, what: string): string {
  const ref = randomBytes(3).toString('hex');
  if (error instanceof Paced) {
    log.warn(
      { what, wait_ms: error.waitMs },
      'A request would go beyond what Slack takes; the person was told so.',
    );
    return `Too much is going on at once: Slack lets me do that again in ${Math.ceil(error.waitMs / 1_000)} s. Nothing was changed; please try again then.`;
  }
  const refused = slackError(error);
  log.error({ ...causeOf(error), ref, what, ...(refused && { slack: refused }) }, 'A request failed.');
  if (refused === 'expired_trigger_id')
    return 'Slack gave me too little time to open that form. Nothing was changed; please try again.';
  const broken = storeTrouble(error);
  if (broken)
    return `That could not be kept: ${broken.what}. Nothing was changed. Tell whoever runs this bot (reference ${ref}), and do it again when the bot is well.`;
  return `That did not work, and nothing was changed. Please try again; if it fails again, give whoever runs this bot the reference ${ref}.`;
}
