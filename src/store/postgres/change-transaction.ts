import type { IncidentId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { isRefusal } from '../../domain/incident/refusal.ts';
import type { Change, ChangeRequest, ChangeTarget } from '../change.ts';
import type { Settling } from '../claims.ts';
import type { Found } from '../found.ts';
import {
  asEarlier,
  correctedId,
  isSamePayload,
  type ReceivedPayload,
  receivedAt,
} from '../rows/inbox-rows.ts';
import type { Store } from '../store.ts';
import { allOf, type Sql, type WritingSql } from './database/sql.ts';
import { writeEpisode } from './episodes.ts';
import { append, type Folded, type FoldedIncidents, type Held } from './event-log.ts';
import { giveBackPayload, keepPayload, receivedPayload, takePayload } from './inbox.ts';
import { nextNumber } from './incident-rows.ts';
import { withLookups } from './lookups.ts';
import { owe } from './outbox/owing.ts';
import { settleClaim } from './outbox/settling.ts';
import { followChange } from './search/search-index.ts';

/** A change, what to cache of its incident once it's committed, and whether its payload counts as processed. */
type Made = { readonly change: Change; readonly folded: Folded | null; readonly processed: boolean };

/**
 * What is decided on: an incident that is held, or null under the number that a new one gets; up to which event it's in the
 * index of words.
 */
type Subject = {
  readonly id: IncidentId;
  readonly edition: string;
  readonly before: Incident | null;
  readonly searched: number;
};

const unchanged = (change: Change, processed = false): Made => ({ change, folded: null, processed });

/**
 * From a request to the resulting change. Every process locks in the same order, so there are no deadlocks: the payload, the
 * incident or the numbering, what's settled, what the decision looks up, then everything that follows. A statement that
 * doesn't depend on an earlier answer is sent without waiting for it, and all writes go with the commit.
 */
export class RacingChanges {
  readonly #incidents: FoldedIncidents;

  constructor(incidents: FoldedIncidents) {
    this.#incidents = incidents;
  }

  /** Makes a change, or says why not. */
  async run(sql: WritingSql, request: ChangeRequest): Promise<{ change: Change; folded: Folded | null }> {
    const { inboxId, at, form, target, settles } = request;
    const [received, held] = await allOf([
      inboxId !== null && takePayload(sql, inboxId, receivedAt(at, form)),
      target !== 'new' && this.#hold(sql, target, settles),
    ]);
    const made = await this.#answered(sql, request, received || null, held || null);
    if (inboxId !== null && !made.processed && !received) giveBackPayload(sql, inboxId);
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

  async #hold(sql: Sql, which: Exclude<ChangeTarget, 'new'>, settles: Settling | undefined): Promise<Held> {
    const [held] = await allOf([
      this.#incidents.hold(sql, which, 'FOR NO KEY UPDATE'),
      settles && settleClaim(sql, settles),
    ]);
    return held;
  }

  async #answered(
    sql: WritingSql,
    request: ChangeRequest,
    received: ReceivedPayload | null,
    held: Held | null,
  ): Promise<Made> {
    const { target, form } = request;
    const isForEveryone = typeof target === 'object' && target.public !== undefined;
    if (isForEveryone && held?.found.kind === 'missing') return unchanged(held.found);
    return received && isSamePayload(received, form?.content ?? null)
      ? this.#repeated(sql, request, received)
      : this.#made(sql, request, received, held);
  }

  async #repeated(
    sql: WritingSql,
    { target, settles }: ChangeRequest,
    { incident }: ReceivedPayload,
  ): Promise<Made> {
    if (target === 'new' && settles) await settleClaim(sql, settles);
    return unchanged({ kind: 'repeated', incident: await this.#now(sql, incident) });
  }

  /** `given`: the incident that the request names, held. */
  async #made(
    sql: WritingSql,
    request: ChangeRequest,
    received: ReceivedPayload | null,
    given: Held | null,
  ): Promise<Made> {
    const { target, settles } = request;
    const known = target === 'new' ? (received?.incident ?? null) : target;
    if (known === null) {
      const [numbered] = await allOf([nextNumber(sql), settles && settleClaim(sql, settles)]);
      return this.#decided(sql, { ...numbered, before: null, searched: 0 }, request, received);
    }
    const { found, ...held } = given ?? (await this.#hold(sql, known, settles));
    switch (found.kind) {
      case 'missing':
        return unchanged(found);
      case 'unreadable':
        return this.#unreadable(sql, found, request);
      case 'found':
        return this.#decided(
          sql,
          { id: found.incident.id, before: found.incident, ...held },
          request,
          received,
        );
    }
  }

  #unreadable(
    sql: WritingSql,
    found: Extract<Found, { kind: 'unreadable' }>,
    { inboxId, at, form, whenUnreadable }: ChangeRequest,
  ): Made {
    if (!whenUnreadable) return unchanged(found);
    owe(sql, found.incident, null, [{ owe: whenUnreadable, due: at }], at);
    if (inboxId !== null) keepPayload(sql, inboxId, at, null, form);
    return unchanged(found, true);
  }

  async #decided(
    sql: WritingSql,
    { id, edition, before, searched }: Subject,
    { inboxId, at, form, decide }: ChangeRequest,
    received: ReceivedPayload | null,
  ): Promise<Made> {
    const corrected =
      inboxId !== null && received && form
        ? await receivedPayload(sql, correctedId(inboxId, form.content))
        : null;
    const earlier = received && asEarlier(received, corrected);
    const transition = await withLookups(sql, this.#incidents, (find) => decide(id, before, earlier, find));
    if (isRefusal(transition)) return unchanged({ kind: 'refused', refusal: transition });
    const { incident, recorded, owed, answered } = transition;
    const changes = incident && recorded.length > 0 ? { incident, recorded } : null;
    const isIndexed = searched === (before?.seq ?? 0);
    if (changes)
      append(sql, recorded, changes.incident, {
        isNew: before === null,
        searched: isIndexed ? changes.incident.seq : searched,
      });
    if (changes && isIndexed) await followChange(sql, before, changes.incident, recorded);
    if (owed.length > 0) owe(sql, id, incident, owed, at);
    const shows = answered ? await writeEpisode(sql, answered, at) : false;
    if (inboxId !== null) keepPayload(sql, inboxId, at, incident, form);
    if (inboxId !== null && received?.content)
      keepPayload(sql, correctedId(inboxId, received.content), at, null, undefined);
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
