import { isDeletion, isHiding } from '../../domain/incident/ending/documents.ts';
import type { Recorded } from '../../domain/incident/events/events.ts';
import { type IncidentId, incidentName } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { FactCommand } from '../../domain/incident/learned/fact-commands.ts';
import type { Store } from '../../store/store.ts';
import type { EffectTable } from './attempt.ts';
import { done, unreadRecord } from './outcome.ts';

/** Effects that need neither Slack nor Intercom. */
type RecordEffects = Pick<
  EffectTable,
  'wake' | 'check_response' | 'check_comms_lead' | 'take_up' | 'follow_duplicate' | 'tell_duplicates'
>;

/**
 * Effects that concern only the records: deadlines whose time has come, commands that waited until the incident could
 * be read, and what a duplicate and its original have to know about each other.
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
    if (found.kind !== 'found') return unreadRecord(incidentName(original));
    const command = await whatChanged(store, incident, changed);
    if (await isKnown(store, original, command)) return done();
    return done({ type: 'elsewhere', targets: [original], command });
  },
  tell_duplicates: async ({ incident: { id } }) => {
    const targets = await store.pointingTo(id);
    for (const one of targets) {
      const found = await store.incident(one);
      if (found.kind !== 'found') return unreadRecord(incidentName(one));
    }
    const command = { type: 'record_original_private', original: id } as const;
    return done(targets.length > 0 ? { type: 'elsewhere', targets, command } : null);
  },
});

type DuplicateChange = Extract<FactCommand, { type: 'record_duplicate_changed' }>;

/** What has changed, in the record where it did: of a duplicate of a duplicate, in that one's own. */
async function whatChanged(
  store: Store,
  { openedAt }: Incident,
  { incident, seq, event }: Recorded,
): Promise<DuplicateChange> {
  if (event.type === 'duplicate_changed') return { ...event, type: 'record_duplicate_changed' };
  const change = { type: 'record_duplicate_changed', duplicate: incident, of: seq } as const;
  // Nothing of a private incident may be seen elsewhere, from its beginning.
  if (event.type === 'made_private') return { ...change, goneSince: openedAt };
  const gone = isDeletion(event) ? await store.event(incident, event.of) : null;
  return { ...change, ...(gone && { goneSince: gone.at }), ...(isHiding(event) && { hidden: true }) };
}

/** Incidents that were duplicates of each other at different times tell each other once. */
async function isKnown(
  store: Store,
  original: IncidentId,
  { duplicate, of }: DuplicateChange,
): Promise<boolean> {
  if (duplicate === original) return true;
  const events = await store.events(original);
  return events.some(
    ({ event }) => event.type === 'duplicate_changed' && event.duplicate === duplicate && event.of === of,
  );
}
