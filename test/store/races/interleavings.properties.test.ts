import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../../src/domain/evolve/evolve.ts';
import type { Command } from '../../../src/domain/incident/commands.ts';
import type { IncidentId } from '../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import type { Change, Store } from '../../../src/store/store.ts';
import { alice, bob } from '../../domain/support/fixtures.ts';
import { describeWith } from '../../support/describe-with.ts';
import { open, quietIncident, request } from '../support/orders.ts';
import { lackOfPostgres } from '../support/postgres.ts';
import { twoBots } from './support/two-bots.ts';

/** One command that one of two bots gets, about one of three incidents, in one of some payloads or without. */
type Order = {
  readonly bot: 0 | 1;
  readonly target: number;
  readonly other: number;
  readonly payload: number | null;
  readonly give: (other: IncidentId) => Command;
};

const note = (n: number): Command => ({ type: 'add_note', text: plainText(`Note ${n}`), when: null });
const anyOrder: fc.Arbitrary<Order> = fc.record({
  bot: fc.constantFrom(0, 1),
  target: fc.nat({ max: 3 }),
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
      (original) => ({ type: 'mark_duplicate', original }),
    ),
  ),
});

/** What became of an order, and what its last decision was made on. */
type Outcome = { readonly change: Change; readonly known: Incident | null; readonly payload: string | null };

async function carryOut(store: Store, command: Command, target: IncidentId | 'new', payload: string | null) {
  const asked = request(command, { target, inboxId: payload });
  let known: Incident | null = null;
  const change = await store.change({
    ...asked,
    decide: (id, incident, earlier, find) => {
      known = incident;
      return asked.decide(id, incident, earlier, find);
    },
  });
  return { change, known, payload };
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

describeWith(lackOfPostgres, 'Whatever two bots get at once', () => {
  test('happens in one order, each payload once, and both know the same', { timeout: 120_000 }, async () => {
    const { stores } = await twoBots();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyOrder, { minLength: 4, maxLength: 16 }), async (orders) => {
        run += 1;
        const ids = [
          await quietIncident(stores[0]),
          await quietIncident(stores[1]),
          await quietIncident(stores[0]),
        ] as const;
        const outcomes = await Promise.all(
          orders.map(({ bot, target, other, payload, give }) => {
            const id = ids[target];
            const command = id === undefined ? open() : give(ids[other] ?? ids[0]);
            const inboxId = payload === null ? null : `${run} ${payload}`;
            return carryOut(stores[bot], command, id ?? 'new', inboxId);
          }),
        );
        await expectOneOrder(stores[0], outcomes);
        const changes = outcomes.flatMap(({ change }) => (change.kind === 'changed' ? [change] : []));
        const touched = new Set([...ids, ...changes.flatMap(({ incident }) => incident?.id ?? [])]);
        expect([...touched].toSorted((a, b) => a - b)).toEqual([...touched].map((_, n) => ids[0] + n));
        let stored = -ids.length;
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
