import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../../src/domain/evolve/evolve.ts';
import type { Command } from '../../../src/domain/incident/commands.ts';
import { type ChannelId, channelIdSchema, type IncidentId } from '../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import type { Change, ChangeTarget } from '../../../src/store/change.ts';
import type { Store } from '../../../src/store/store.ts';
import { alice, bob, byBot } from '../../domain/support/fixtures.ts';
import { describeWith } from '../../support/describe-with.ts';
import { open, quietIncident, request, tell } from '../support/orders.ts';
import { lackOfPostgres } from '../support/postgres.ts';
import { twoBots } from './support/two-bots.ts';

/**
 * One command that one of two bots gets, about one of three incidents or a new one, in one of some payloads or without.
 * `by`: how it names the incident. A form is for everyone, and says which incident lives in its channel, rightly or not.
 */
type Order = {
  readonly bot: 0 | 1;
  readonly target: number;
  readonly by: 'number' | 'channel' | 'form' | 'wrong form';
  readonly other: number;
  readonly payload: number | null;
  readonly give: (other: IncidentId) => Command;
};

const note = (n: number): Command => ({ type: 'add_note', text: plainText(`Note ${n}`), when: null });
const anyOrder: fc.Arbitrary<Order> = fc.record({
  bot: fc.constantFrom(0, 1),
  target: fc.nat({ max: 3 }),
  by: fc.constantFrom('number', 'channel', 'form', 'wrong form'),
  other: fc.nat({ max: 2 }),
  payload: fc.option(fc.nat({ max: 4 })),
  give: fc.oneof(
    fc.nat({ max: 9 }).map((n) => () => note(n)),
    fc.constantFrom<(other: IncidentId) => Command>(
      () => ({ type: 'resolve', fix: null }),
      () => ({ type: 'reopen', why: null }),
      () => ({ type: 'change_severity', to: 'P3', why: null }),
      () => ({ type: 'assign_commander', user: alice }),
      () => ({ type: 'assign_commander', user: bob }),
      () => ({ type: 'make_private', how: 'converted' }),
      (original) => ({ type: 'mark_duplicate', original }),
    ),
  ),
});

/** What became of an order, and what its last decision was made on. */
type Outcome = {
  readonly target: ChangeTarget;
  readonly change: Change;
  readonly known: Incident | null;
  readonly payload: string | null;
};

async function carryOut(
  store: Store,
  command: Command,
  target: ChangeTarget,
  payload: string | null,
): Promise<Outcome> {
  const asked = request(command, { target, inboxId: payload });
  let known: Incident | null = null;
  const change = await store.change({
    ...asked,
    decide: (id, incident, earlier, find) => {
      known = incident;
      return asked.decide(id, incident, earlier, find);
    },
  });
  return { target, change, known, payload };
}

/** Every decision was made on an incident as it was at one moment, and what it recorded came right after that. */
async function expectOneOrder(store: Store, outcomes: readonly Outcome[]): Promise<void> {
  for (const { change, known } of outcomes) {
    if (change.kind !== 'changed' && change.kind !== 'refused') continue;
    const recorded = change.kind === 'changed' ? change.recorded : [];
    if (recorded[0]) expect(recorded[0].seq).toBe((known?.seq ?? 0) + 1);
    if (!known) continue;
    const events = await store.events(known.id);
    expect(known).toEqual(fold(events.slice(0, known.seq)));
    expect(events.slice(known.seq, known.seq + recorded.length)).toEqual(recorded);
  }
}

/** An incident with the channel where it lives. */
type Home = { readonly id: IncidentId; readonly channel: ChannelId };

/** An incident that owes nothing, in a channel of its own. */
async function inChannel(store: Store, name: string): Promise<Home> {
  const [id, channel] = [await quietIncident(store), channelIdSchema.parse(name)];
  await tell(store, { type: 'record_channel', channel, name: 'own' }, { target: id, by: byBot });
  return { id, channel };
}

/** How an order names one of some incidents. */
function targetOf({ by, target }: Order, homes: readonly Home[]): ChangeTarget {
  const [home, next] = [homes[target], homes[(target + 1) % homes.length]];
  if (!home || !next) return 'new';
  if (by === 'number') return home.id;
  return { in: home.channel, ...(by !== 'channel' && { public: by === 'form' ? home.id : next.id }) };
}

/** What is for everyone was decided on the incident that it names, while everyone might know of that, or it found none. */
async function expectForEveryone(
  store: Store,
  outcomes: readonly Outcome[],
  homes: readonly Home[],
): Promise<void> {
  for (const { target, change, known } of outcomes) {
    if (typeof target !== 'object') continue;
    const id = homes.find(({ channel }) => channel === target.in)?.id;
    if (change.kind === 'changed' || change.kind === 'refused') expect(known?.id).toBe(id);
    if (target.public === undefined) expect(change.kind).not.toBe('missing');
    else if (target.public !== id) expect(change.kind).toBe('missing');
    else if (change.kind === 'missing')
      expect(await store.incident(target.public)).not.toMatchObject({ incident: { privateTo: null } });
    else if (known) expect(known.privateTo).toBeNull();
  }
}

describeWith(lackOfPostgres, 'Whatever two bots get at once', () => {
  test('happens in one order, each payload once, and both know the same', { timeout: 120_000 }, async () => {
    const { stores } = await twoBots();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyOrder, { minLength: 4, maxLength: 16 }), async (orders) => {
        run += 1;
        const homes = [
          await inChannel(stores[0], `C${run}N0`),
          await inChannel(stores[1], `C${run}N1`),
          await inChannel(stores[0], `C${run}N2`),
        ] as const;
        const ids = homes.map(({ id }) => id);
        const outcomes = await Promise.all(
          orders.map((order) => {
            const { bot, other, payload, give } = order;
            const target = targetOf(order, homes);
            const command = target === 'new' ? open() : give(ids[other] ?? homes[0].id);
            const inboxId = payload === null ? null : `${run} ${payload}`;
            return carryOut(stores[bot], command, target, inboxId);
          }),
        );
        await expectOneOrder(stores[0], outcomes);
        await expectForEveryone(stores[0], outcomes, homes);
        const changes = outcomes.flatMap(({ change }) => (change.kind === 'changed' ? [change] : []));
        const touched = new Set([...ids, ...changes.flatMap(({ incident }) => incident?.id ?? [])]);
        expect([...touched].toSorted((a, b) => a - b)).toEqual([...touched].map((_, n) => homes[0].id + n));
        // Each had been opened, and had got its channel.
        let stored = -2 * ids.length;
        for (const id of touched) {
          const events = await stores[0].events(id);
          expect(events.map(({ seq }) => seq)).toEqual(events.map((_, n) => n + 1));
          stored += events.length;
          for (const store of stores)
            expect(await store.incident(id)).toEqual({ kind: 'found', incident: fold(events) });
        }
        expect(changes.reduce((sum, { recorded }) => sum + recorded.length, 0)).toBe(stored);
        const acted = outcomes.flatMap(({ change, payload }) =>
          payload !== null && change.kind === 'changed' ? [payload] : [],
        );
        expect(acted).toEqual([...new Set(acted)]);
        for (const { change, payload } of outcomes)
          if (change.kind === 'repeated') expect(acted).toContain(payload);
      }),
      { numRuns: 25 },
    );
  });
});
