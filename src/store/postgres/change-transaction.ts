import type { IncidentId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { isRefusal } from '../../domain/incident/refusal.ts';
import { asEarlier, isSamePayload, type ReceivedPayload } from '../rows/inbox-rows.ts';
import type { Change, ChangeRequest, Found, Store } from '../store.ts';
import type { Sql } from './database/sql.ts';
import { writeEpisode } from './episodes.ts';
import { append, type Folded, type FoldedIncidents } from './event-log.ts';
import { giveBackPayload, keepPayload, receivedPayload, takePayload } from './inbox.ts';
import { nextNumber } from './incident-rows.ts';
import { withLookups } from './lookups.ts';
import { owe } from './outbox/owing.ts';
import { settleClaim } from './outbox/settling.ts';
import { followChange } from './search/search-index.ts';

/** A change, what to cache of its incident once it's committed, and whether its payload counts as processed. */
type Made = { readonly change: Change; readonly folded: Folded | null; readonly processed: boolean };

/** What is decided on: an incident that is held, or null under the number that a new one gets. */
type Held = { readonly id: IncidentId; readonly edition: string; readonly before: Incident | null };

const unchanged = (change: Change, processed = false): Made => ({ change, folded: null, processed });

/**
 * From a request to the resulting change, in an order that everybody keeps, so that no two wait for each other: the
 * payload, the incident or the numbering, what's settled, what the decision looks up, then everything that follows.
 */
export class RacingChanges {
  readonly #incidents: FoldedIncidents;

  constructor(incidents: FoldedIncidents) {
    this.#incidents = incidents;
  }

  /** Makes a change, or says why not. */
  async run(sql: Sql, request: ChangeRequest): Promise<Made> {
    const { inboxId, at, form } = request;
    const received = inboxId === null ? null : await takePayload(sql, inboxId, at);
    const isSame = received !== null && isSamePayload(received, form?.content ?? null);
    const made = isSame
      ? await this.#repeated(sql, request, received)
      : await this.#made(sql, request, received);
    if (inboxId === null) return made;
    if (made.processed) await keepPayload(sql, inboxId, at, made.folded?.incident ?? null, form);
    else if (!received) await giveBackPayload(sql, inboxId);
    return made;
  }

  /** See `Store.received`. */
  async received(sql: Sql, inboxId: string, content: string | null): ReturnType<Store['received']> {
    const received = await receivedPayload(sql, inboxId);
    if (!received) return null;
    return isSamePayload(received, content)
      ? { kind: 'repeated', incident: await this.#now(sql, received.incident) }
      : { kind: 'corrects', earlier: asEarlier(received) };
  }

  async #repeated(sql: Sql, { settles }: ChangeRequest, { incident }: ReceivedPayload): Promise<Made> {
    if (settles) await settleClaim(sql, settles);
    return unchanged({ kind: 'repeated', incident: await this.#now(sql, incident) });
  }

  async #made(sql: Sql, request: ChangeRequest, received: ReceivedPayload | null): Promise<Made> {
    const { settles } = request;
    const target = request.target === 'new' ? (received?.incident ?? 'new') : request.target;
    if (target === 'new') {
      const numbered = await nextNumber(sql);
      if (settles) await settleClaim(sql, settles);
      return this.#decided(sql, { ...numbered, before: null }, request, received);
    }
    const { found, edition } = await this.#incidents.findEdition(sql, target, 'FOR NO KEY UPDATE');
    if (settles) await settleClaim(sql, settles);
    switch (found.kind) {
      case 'missing':
        return unchanged(found);
      case 'unreadable':
        return this.#unreadable(sql, found, request);
      case 'found':
        return this.#decided(sql, { id: target, edition, before: found.incident }, request, received);
    }
  }

  async #unreadable(
    sql: Sql,
    found: Extract<Found, { kind: 'unreadable' }>,
    { at, whenUnreadable }: ChangeRequest,
  ): Promise<Made> {
    if (!whenUnreadable) return unchanged(found);
    await owe(sql, found.incident, null, [{ owe: whenUnreadable, due: at }], at);
    return unchanged(found, true);
  }

  async #decided(
    sql: Sql,
    { id, edition, before }: Held,
    { at, decide }: ChangeRequest,
    received: ReceivedPayload | null,
  ): Promise<Made> {
    const earlier = received && asEarlier(received);
    const transition = await withLookups(sql, this.#incidents, (find) => decide(id, before, earlier, find));
    if (isRefusal(transition)) return unchanged({ kind: 'refused', refusal: transition });
    const { incident, recorded, owed, answered } = transition;
    if (incident && recorded.length > 0) {
      await append(sql, recorded, incident);
      await followChange(sql, before, incident, recorded);
    }
    if (owed.length > 0) await owe(sql, id, incident, owed, at);
    const shows = answered ? await writeEpisode(sql, answered, at) : false;
    const change = {
      kind: 'changed',
      corrects: received !== null,
      incident,
      recorded,
      owes: owed.length > 0 || shows,
    } as const;
    return { change, folded: incident && { incident, edition }, processed: true };
  }

  async #now(sql: Sql, id: IncidentId | null): Promise<Incident | null> {
    const found = id && (await this.#incidents.find(sql, id));
    return found?.kind === 'found' ? found.incident : null;
  }
}
