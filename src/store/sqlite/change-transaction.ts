import type { IncidentId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { isRefusal } from '../../domain/incident/refusal.ts';
import type { Change, ChangeRequest, Lookups } from '../change.ts';
import type { Found } from '../found.ts';
import { asEarlier, correctedId, isSamePayload, type ReceivedPayload } from '../rows/inbox-rows.ts';
import type { Store } from '../store.ts';
import type { Episodes } from './episodes.ts';
import type { EventLog } from './event-log.ts';
import type { Inbox } from './inbox.ts';
import type { IncidentRows } from './incident-rows.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { SearchIndex } from './search/search-index.ts';

/** What a change reads and writes. */
type Parts = {
  readonly incidents: IncidentRows;
  readonly eventLog: EventLog;
  readonly search: SearchIndex;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly episodes: Episodes;
};

/**
 * From a request to the resulting change: first the inbox, then the decision on the stored state, then everything
 * that follows.
 */
export class ChangeTransaction {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Makes a change, or says why not. Belongs inside a transaction. */
  run(request: ChangeRequest): Change {
    const { inboxId, form, at, decide, settles } = request;
    const { incidents, eventLog, search, inbox, outbox, episodes } = this.#parts;
    if (settles) outbox.settle(settles);
    const received = inboxId === null ? null : inbox.received(inboxId);
    const target = this.#target(request, received);
    const isForEveryone = typeof request.target === 'object' && request.target.public !== undefined;
    if (isForEveryone && target === null) return { kind: 'missing' };
    if (received && isSamePayload(received, form?.content ?? null))
      return { kind: 'repeated', incident: this.#found(received.incident) };
    if (target === null) return { kind: 'missing' };
    const found: Found | null = target === 'new' ? null : eventLog.find(target);
    if (found?.kind === 'unreadable' && request.whenUnreadable) {
      outbox.owe(found.incident, null, [{ owe: request.whenUnreadable, due: at }], at);
      if (inboxId !== null) inbox.keep(inboxId, at, null, form);
    }
    if (found && found.kind !== 'found') return found;
    const id = target === 'new' ? incidents.nextId() : target;
    const find: Lookups = {
      episode: (episode) => episodes.find(episode),
      incident: (other) => this.#found(other),
      occupant: (channel) => this.#found(incidents.incidentOf(channel)),
    };
    const corrected =
      inboxId !== null && received && form ? inbox.received(correctedId(inboxId, form.content)) : null;
    const earlier = received && asEarlier(received, corrected);
    const transition = decide(id, found?.incident ?? null, earlier, find);
    if (isRefusal(transition)) return { kind: 'refused', refusal: transition };
    const { incident, recorded, owed, answered } = transition;
    if (incident && recorded.length > 0) {
      eventLog.append(recorded, incident);
      search.follow(found?.incident ?? null, incident, recorded);
    }
    outbox.owe(id, incident, owed, at);
    const shows = answered ? episodes.write(answered, at) : false;
    if (inboxId !== null) inbox.keep(inboxId, at, incident, form);
    if (inboxId !== null && received?.content) inbox.keepCorrected(inboxId, received.content, at);
    const corrects = received !== null;
    return { kind: 'changed', corrects, incident, recorded, owes: owed.length > 0 || shows };
  }

  /** What became of a payload, if it was received before. */
  received(inboxId: string, content: string | null): Awaited<ReturnType<Store['received']>> {
    const received = this.#parts.inbox.received(inboxId);
    if (!received) return null;
    return isSamePayload(received, content)
      ? { kind: 'repeated', incident: this.#found(received.incident) }
      : { kind: 'corrects', earlier: asEarlier(received) };
  }

  /** The number of the incident that a request is about; null if its channel has none, or not the public one it names. */
  #target({ target }: ChangeRequest, received: ReceivedPayload | null): IncidentId | 'new' | null {
    if (typeof target === 'object') {
      const id = this.#parts.incidents.incidentOf(target.in);
      const fits =
        target.public === undefined || (id === target.public && this.#parts.incidents.isPublic(id));
      return fits ? id : null;
    }
    return target === 'new' ? (received?.incident ?? 'new') : target;
  }

  #found(id: IncidentId | null): Incident | null {
    const found = id && this.#parts.eventLog.find(id);
    return found?.kind === 'found' ? found.incident : null;
  }
}
