import { type Correction, firstAlertNumber, isEntry, uncorrected, wordsIn } from '../incident/entry.ts';
import { type IncidentEvent, isEntryEvent, type Recorded } from '../incident/events/events.ts';
import { incidentName } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { standingRequestIds } from '../records/standing-request-ids.ts';

/** A text that a record holds today, where it is (`#12`, `Root cause`), and the error codes that belong to it. */
export type Passage = { readonly where: string; readonly text: string; readonly codes: readonly string[] };

function passage(where: string, text: string | null | undefined, codes: readonly string[] = []): Passage[] {
  return text || codes.length > 0 ? [{ where, text: text ?? '', codes }] : [];
}

/** The number and title of an incident. */
const nameOf = ({ id, title }: Incident): Passage[] => passage('Title', `${incidentName(id)} ${title}`);

/** The lines of the headline that people wrote. What triage wrote is what its entry on the timeline says. */
const headlineOf = ({ impact, cause, action }: Incident): Passage[] => [
  ...passage('Impact', impact),
  ...passage('Cause', cause?.from === 'person' ? cause.text : null),
  ...passage('Action', action?.from === 'person' ? action.text : null),
];

/** What people write at the close and later. */
const reviewOf = ({ review, fix }: Incident): Passage[] => [
  ...passage('Root cause', review?.rootCause),
  ...passage('What fixed it', fix ?? review?.fix),
  ...passage('Summary', review?.summary),
  ...passage('Lessons', review?.lessons),
  ...passage('Type', review?.incidentType),
];

/** The action items as they stand: those of a close, and edits of any, aren't on the timeline. */
const itemsOf = ({ items }: Incident): Passage[] =>
  [...items.values()].flatMap(({ text, about }) => (about === null ? passage('Action item', text) : []));

const requestIdsOf = (incident: Incident): Passage[] =>
  standingRequestIds(incident).flatMap(({ requestId }) => passage('request_id', requestId));

/** All passages of an incident as it reads today, without hidden or corrected words: its title first, then the most telling. */
export const passagesIn = (incident: Incident, events: readonly Recorded[]): Passage[] => [
  ...nameOf(incident),
  ...reviewOf(incident),
  ...headlineOf(incident),
  ...itemsOf(incident),
  ...requestIdsOf(incident),
  ...events.flatMap((recorded) => entriesOf(recorded, incident.entries.corrections)),
];

/** The entry of an event as it reads now, and its first alert if it has one. Empty if it's hidden or no entry. */
function entriesOf({ seq, event }: Recorded, corrections: ReadonlyMap<number, Correction>): Passage[] {
  if (!isEntry(event)) return [];
  const alert = event.type === 'opened' && event.firstAlert;
  const { text, hidden } = corrections.get(seq) ?? uncorrected;
  const words = text === null ? wordsIn(event) : text.value;
  const isAlertShown = (corrections.get(firstAlertNumber) ?? uncorrected).hidden.length === 0;
  return [
    ...(alert && isAlertShown ? passage('First alert', alert.text) : []),
    ...(hidden.length > 0
      ? []
      : passage(`#${seq}`, [words, ...besideWords(event)].filter(Boolean).join(' '), codesIn(event))),
  ];
}

/** What an entry says besides the words that can be corrected. */
function besideWords(event: IncidentEvent): (string | null | undefined)[] {
  switch (event.type) {
    case 'opened':
    case 'declaration_corrected':
      return [event.impact];
    case 'link_added':
      return [event.url];
    case 'action_item_added':
      return [event.text];
    case 'diagnosed':
      return [event.diagnosis.cause];
    case 'checked':
      return [event.cause];
    case 'flapping':
      return event.between.map(({ cause }) => cause);
    case 'step_ticked':
      return [event.title];
    default:
      return [];
  }
}

/** The error codes and HTTP errors that the checks of a diagnosis got. */
const codesIn = (event: IncidentEvent): string[] =>
  event.type === 'diagnosed'
    ? event.diagnosis.probes.flatMap(({ code, status }) => [
        ...(code ? [code] : []),
        ...(status !== null && status >= 400 ? [String(status)] : []),
      ])
    : [];

/**
 * What an incident says since these events that it didn't say before; null if it may also have stopped saying something, so
 * that all of it must be compared: an entry was corrected, or the review or an action item was written anew. What other
 * events replace is still on the timeline, unless it was corrected there.
 */
export function newPassages(
  before: Incident | null,
  after: Incident,
  recorded: readonly Recorded[],
): Passage[] | null {
  const { corrections } = after.entries;
  const isIn = (known: readonly Passage[]) => (one: Passage) => known.some(({ text }) => text === one.text);
  const was = before ? [nameOf, headlineOf, reviewOf, itemsOf].flatMap((part) => part(before)) : [];
  const now = [nameOf, headlineOf, reviewOf, itemsOf].flatMap((part) => part(after));
  const gone = was.filter((one) => !isIn(now)(one));
  const isApart = before !== null && gone.some(isIn([...reviewOf(before), ...itemsOf(before)]));
  if (recorded.some(({ event }) => isEntryEvent(event)) || isApart) return null;
  if (gone.length > 0 && corrections.size > 0) return null;
  return [
    ...now.filter((one) => !isIn(was)(one)),
    ...recorded.flatMap((one) => entriesOf(one, corrections)),
    ...recorded.flatMap(({ event }) =>
      event.type === 'request_id_seen' ? passage('request_id', event.requestId) : [],
    ),
  ];
}
