import type { Handler } from '../../../app/worker/attempt.ts';
import { done } from '../../../app/worker/outcome.ts';
import { filesShowing } from '../../../domain/incident/ending/documents.ts';
import { deleteFileIfThere } from '../deletions.ts';
import { type EffectContext, type EffectOf, withSlack } from '../effect-context.ts';

/**
 * Deletes the postmortems, in the channel and in direct messages, that were posted with a message that has been deleted
 * since, from this record or a duplicate's; and, if so configured, removes the message's words from this record.
 */
export const eraseDeleted = (context: EffectContext): Handler<EffectOf<'erase_deleted'>> =>
  withSlack(context, async ({ effect, incident }) => {
    const { client, store, forgetDeleted } = context;
    const events = await store.events(incident.id);
    const deletion = events.find(({ seq }) => seq === effect.of);
    if (!deletion) return done();
    for (const file of filesShowing(events, deletion)) await deleteFileIfThere(client, file);
    const { event } = deletion;
    if (forgetDeleted && event.type === 'entry_hidden') await store.forgetWords(incident.id, event.of);
    return done();
  });
