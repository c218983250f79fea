import {
  type Carrier,
  changesPostmortem,
  gathering,
  type Publication,
  unpublished,
} from '../incident/ending/documents.ts';
import type { EventOf, Recorded } from '../incident/events/events.ts';
import type { Incident } from '../incident/incident.ts';

/** What was posted of an incident's postmortem, after one more event; `before`: the incident until then. */
export function publicationAfter(before: Incident, recorded: Recorded): Publication {
  const { publication } = before;
  const { event } = recorded;
  if (event.type === 'postmortem_posted') return posted(before, { ...recorded, event });
  // Nothing of it stands in a channel that it moves to.
  if (event.type === 'made_private' && event.how === 'moved')
    return { ...unpublished, versions: publication.versions, pending: publication.pending };
  return before.status === 'CLOSED' && changesPostmortem(event)
    ? { ...publication, pending: gathering(publication, recorded) }
    : publication;
}

function posted(
  { publication, closeSeq, closedAt }: Incident,
  { seq, at, event }: Recorded<EventOf<'postmortem_posted'>>,
): Publication {
  const { carriers, shownTo } = publication;
  const versions = publication.versions + 1;
  const { of, asOf = of, file, version = versions, changed = [] } = event;
  const isFirst = file !== null && closeSeq !== null && !carriers.has(closeSeq);
  const from = closedAt !== null && closedAt < at ? closedAt : at;
  const carrier = (file: string): Carrier => ({ seq, file, from, to: at, version, changed });
  return {
    ...publication,
    carriers: isFirst ? new Map(carriers).set(closeSeq, carrier(file)) : carriers,
    versions,
    shownTo: Math.max(shownTo ?? 0, asOf),
  };
}
