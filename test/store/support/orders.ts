import { expect } from 'vitest';
import { applyCommand } from '../../../src/domain/apply-command.ts';
import { originals } from '../../../src/domain/decide/ending/decide-duplicate.ts';
import type { Effect } from '../../../src/domain/effects/effects.ts';
import type { Command } from '../../../src/domain/incident/commands.ts';
import type { IncidentId, Millis } from '../../../src/domain/incident/ids.ts';
import type { Actor } from '../../../src/domain/incident/people/actor.ts';
import { isRefusal } from '../../../src/domain/incident/refusal.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import type { Change, ChangeRequest, ChangeTarget } from '../../../src/store/change.ts';
import type { Claim, Room, Settling } from '../../../src/store/claims.ts';
import type { Store } from '../../../src/store/store.ts';
import { byAlice, minute, policy } from '../../domain/support/fixtures.ts';

/** How a command reaches the store in these tests; by Alice at the start where a test does not say otherwise. */
export type Given = {
  target?: ChangeTarget;
  by?: Actor;
  at?: Millis;
  inboxId?: string | null;
  content?: string;
  sentAt?: Millis;
  settles?: Settling;
  whenUnreadable?: Effect;
};

/** Gives one real command through the real `applyCommand`. */
export const tell = (store: Store, command: Command, given: Given = {}): Promise<Change> =>
  store.change(request(command, given));

/** A real command as a request to the store. */
export const request = (
  command: Command,
  {
    target = 'new',
    by = byAlice,
    at = minute(0),
    inboxId = null,
    content,
    sentAt = at,
    settles,
    whenUnreadable,
  }: Given,
): ChangeRequest => ({
  target,
  inboxId,
  at,
  ...(content !== undefined && { form: { content, command, sentAt } }),
  decide: (id, incident, earlier, find) => {
    const chain = command.type === 'mark_duplicate' ? originals(command.original, find.incident) : [];
    const occupant = command.type === 'open' && command.adopts ? find.occupant(command.adopts.channel) : null;
    return applyCommand(id, incident, { command, by, at, earlier, originals: chain, occupant }, policy);
  },
  ...(settles && { settles }),
  ...(whenUnreadable && { whenUnreadable }),
});

/** A command that declares an incident. */
export const open = (title = 'Chats hang'): Extract<Command, { type: 'open' }> => ({
  type: 'open',
  title: plainText(title),
  severity: 'P1',
  impact: null,
  commander: null,
  firstAlert: null,
});

/** A new incident that owes nothing, for tests of the outbox. */
export async function quietIncident(store: Store): Promise<IncidentId> {
  const change = await store.change({
    ...request(open(), {}),
    decide: (id, incident) => {
      const step = applyCommand(id, incident, { command: open(), by: byAlice, at: minute(0) }, policy);
      return isRefusal(step) ? step : { ...step, owed: [] };
    },
  });
  return changed(change).id;
}

/** Owes effects at the start that are due at a time, without any event. */
export const owe = (store: Store, target: IncidentId, due: Millis, ...effects: Effect[]): Promise<Change> =>
  store.change({
    target,
    inboxId: null,
    at: minute(0),
    decide: (_id, incident) => ({
      incident,
      recorded: [],
      owed: effects.map((effect) => ({ owe: effect, due })),
    }),
  });

/** Drops a pending effect. */
export const drop = (store: Store, target: IncidentId, effect: Effect): Promise<Change> =>
  store.change({
    target,
    inboxId: null,
    at: minute(0),
    decide: (_id, incident) => ({ incident, recorded: [], owed: [{ drop: effect }] }),
  });

/** The term before anybody has taken delivery over. */
export const term = 0;

/** How long a claim of these tests is leased. */
export const leaseMs = 60_000;

/** Room for so much of either kind. */
const room = (busyLanes: readonly string[], most = 16): Room => ({
  people: most,
  background: most,
  busyLanes,
  held: [],
});

/** What can be claimed at a time, when Slack's clock is right. */
export const claim = (
  store: Store,
  now: Millis,
  busyLanes: readonly string[] = [],
  most = 16,
  under: number = term,
) => store.claim({ ...room(busyLanes, most), now, leaseMs, slackNow: now, term: under });

/** When the next effect is due outside the busy lanes. */
export const nextDue = (store: Store, busyLanes: readonly string[] = []) => store.nextDue(room(busyLanes));

/** The one claim that there is; fails when there is none or another. */
export async function claimOne(store: Store, now: Millis): Promise<Claim> {
  const [first, ...more] = await claim(store, now);
  if (!first || more.length > 0) expect.fail(`not one claim but ${more.length + (first ? 1 : 0)}`);
  return first;
}

/** The types of claimed effects, in their order. */
export const types = (claims: readonly Claim[]): string[] => claims.map(({ effect }) => effect.type);

/** The incident after a change that must have happened. */
export function changed(change: Change) {
  if (change.kind !== 'changed' || !change.incident) expect.fail(`not changed but ${change.kind}`);
  return change.incident;
}
