import { type Correction, type Entry, uncorrected } from '../../incident/entry.ts';
import type { IncidentEvent } from '../../incident/events/events.ts';
import type { MessageTs } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import type { FactCommand } from '../../incident/learned/fact-commands.ts';
import type { ObservedCommand } from '../../incident/learned/observed-commands.ts';
import { notOpen } from '../../incident/refusal.ts';
import { isFinal } from '../../incident/status.ts';
import { extractRequestIds } from '../../records/request-ids.ts';
import { isNewInEntry } from '../../records/standing-request-ids.ts';
import type { PlainText } from '../../text/text.ts';
import type { Decision } from '../decision.ts';

type Observed<Type extends ObservedCommand['type']> = Extract<ObservedCommand, { type: Type }>;

/**
 * A message becomes an entry once, however often it's marked. Marking it again restores it if it had lost its last
 * mark, and the shortcut is a mark that stays.
 */
export function markMessage(incident: Incident, { ts, via }: Observed<'mark_message'>): Decision {
  if (incident.headline?.ts === ts) return [];
  const marked: IncidentEvent = { type: 'message_marked', ts, via };
  if (!incident.marked.has(ts)) return isFinal(incident.status) ? notOpen(incident) : [marked];
  const stays = via === 'shortcut' && !incident.keptByShortcut.has(ts);
  return [...(stays ? [marked] : []), ...restoredByMark(incident, ts)];
}

function restoredByMark(incident: Incident, ts: MessageTs): IncidentEvent[] {
  const found = entryOfMessage(incident, ts);
  return found?.hidden.includes('unmarked')
    ? [{ type: 'entry_restored', of: found.entry.number, markedAgain: true }]
    : [];
}

/**
 * Records a marked message as it was read, once. If it has lost its mark by then, it's hidden, as if it had lost it
 * later.
 */
export function messageRead(
  incident: Incident,
  { type: _, marked, ...read }: Extract<FactCommand, { type: 'record_message' }>,
): IncidentEvent[] {
  if (incident.captured.has(read.ts)) return [];
  const stays = marked || incident.keptByShortcut.has(read.ts);
  return [
    { type: 'message_captured', ...read },
    ...(isFinal(incident.status) ? [] : requestIdsAnew(incident, read, read.text)),
    ...(stays
      ? []
      : [{ type: 'entry_hidden', of: incident.seq + 1, hiding: 'unmarked', why: null } as const]),
  ];
}

/** A deleted message is hidden for good. */
export function messageGone(incident: Incident, ts: MessageTs): IncidentEvent[] {
  const found = entryOfMessage(incident, ts);
  if (!found || found.hidden.includes('deleted')) return [];
  return [{ type: 'entry_hidden', of: found.entry.number, hiding: 'deleted', why: null }];
}

/** Records what has become of a marked message in Slack; what a person wrote or hid here stays. */
export function decideMessageState(
  incident: Incident,
  { ts, text, editedAt, marked }: Extract<FactCommand, { type: 'record_message_state' }>,
): IncidentEvent[] {
  const found = entryOfMessage(incident, ts);
  if (!found || found.hidden.includes('deleted')) return [];
  const { entry, hidden } = found;
  const known = found.editedAt ?? entry.editedAt ?? 0;
  const rewords = editedAt !== null && editedAt > known && found.text?.by !== 'person';
  const edited: IncidentEvent[] = rewords
    ? [{ type: 'entry_edited', of: entry.number, text, editedAt }, ...requestIdsAnew(incident, entry, text)]
    : [];
  if (marked) return [...edited, ...restoredByMark(incident, ts)];
  const stays = incident.keptByShortcut.has(ts) || hidden.includes('unmarked');
  return stays
    ? edited
    : [...edited, { type: 'entry_hidden', of: entry.number, hiding: 'unmarked', why: null }];
}

/** The new request_ids in a text, where the entry's message is. */
export const requestIdsAnew = (
  incident: Incident,
  { link }: Pick<Entry, 'link'>,
  text: PlainText,
): IncidentEvent[] =>
  extractRequestIds(text)
    .filter((requestId) => isNewInEntry(incident, { requestId, where: link }))
    .map((requestId) => ({ type: 'request_id_seen', requestId, source: 'message', where: link }));

/** The entry of a marked message with its corrections; null if there is none yet. */
function entryOfMessage(incident: Incident, ts: MessageTs): (Correction & { readonly entry: Entry }) | null {
  const { recorded, corrections } = incident.entries;
  const entry = recorded.get(incident.captured.get(ts) ?? -1);
  return entry ? { ...(corrections.get(entry.number) ?? uncorrected), entry } : null;
}
