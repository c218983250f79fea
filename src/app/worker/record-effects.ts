import type { FactCommand } from '../../domain/incident/commands.ts';
import { isDeletion } from '../../domain/incident/ending/documents.ts';
import type { Recorded } from '../../domain/incident/events/events.ts';
import type { Store } from '../../store/store.ts';
import type { EffectTable } from './attempt.ts';
import { done, unread } from './outcome.ts';

/** Effects that need neither Slack nor Intercom. */
type RecordEffects = Pick<
  EffectTable,
  'wake' | 'check_response' | 'check_comms_lead' | 'take_up' | 'follow_duplicate'
>;

/**
 * Effects that concern only the records: deadlines whose time has come, commands that waited until the incident could
 * be read, and what a duplicate's original has to know about it.
 */
export const recordEffects = (store: Store): RecordEffects => ({
  wake: async ({ effect }) => done({ type: 'remind', due: effect.due }),
  check_response: async ({ effect }) => done({ type: 'check_response', due: effect.due }),
  check_comms_lead: async ({ effect }) => done({ type: 'check_comms_lead', due: effect.due }),
  take_up: async ({ effect: { by, heard: command } }) => done({ type: 'take_up', by, command }),
  follow_duplicate: async ({ effect, incident }) => {
    const { original } = effect;
    const changed = await store.event(incident.id, effect.of);
    if (!changed) return done();
    const found = await store.incident(original);
    if (found.kind !== 'found')
      return unread(
        `this version can't read the record of INC-${original}`,
        'Run the version that wrote it.',
      );
    return done({ type: 'elsewhere', target: original, command: await whatChanged(store, changed) });
  },
});

/** What has changed, in the record where it did: of a duplicate of a duplicate, in that one's own. */
async function whatChanged(store: Store, { incident, seq, event }: Recorded): Promise<FactCommand> {
  if (event.type === 'duplicate_changed') return { ...event, type: 'record_duplicate_changed' };
  const gone =
    event.type === 'entry_hidden' && isDeletion(event) ? await store.event(incident, event.of) : null;
  return {
    type: 'record_duplicate_changed',
    duplicate: incident,
    of: seq,
    ...(gone && { goneSince: gone.at }),
  };
}
