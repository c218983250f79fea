import type { WebClient } from '@slack/web-api';
import type { Handler } from '../../app/worker/attempt.ts';
import { done } from '../../app/worker/outcome.ts';
import { slackError } from '../api/failures.ts';
import { type EffectContext, type EffectOf, withSlack } from './effect-context.ts';

/**
 * Deletes the postmortems that were posted with a message that has been deleted since, and, if so configured, removes
 * the message's words from the record.
 */
export const eraseDeleted = (context: EffectContext): Handler<EffectOf<'erase_deleted'>> =>
  withSlack(context, async ({ effect, incident }) => {
    const { client, store, forgetDeleted } = context;
    const hidden = await store.event(incident.id, effect.of);
    if (hidden?.event.type !== 'entry_hidden') return done();
    const entry = hidden.event.of;
    for (const [file, seq] of incident.postmortems)
      if (seq > entry && seq < effect.of) await deleteFile(client, file);
    if (forgetDeleted) await store.forgetWords(incident.id, entry);
    return done();
  });

/** A file that is already gone counts as deleted. */
async function deleteFile(client: WebClient, file: string): Promise<void> {
  try {
    await client.files.delete({ file });
  } catch (error) {
    const why = slackError(error);
    if (why !== 'file_not_found' && why !== 'file_deleted') throw error;
  }
}
