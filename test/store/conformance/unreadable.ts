import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/domain/incident/commands.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { byAlice, byBot, emptyReview, minute, ts } from '../../domain/support/fixtures.ts';
import type { Bench, Engine } from '../support/bench.ts';
import { changed, claim, claimOne, open, owe, quietIncident, tell, term } from '../support/orders.ts';

const note = { type: 'add_note', text: plainText('x'), when: null } as const;
const close: Command = { type: 'close', ...emptyReview };

/** Two incidents, the first one with a second event that this version does not know; seen by a new process. */
async function broken(bench: Bench) {
  const { id } = changed(await tell(bench.store, open('Broken')));
  await tell(bench.store, note, { target: id });
  await tell(bench.store, note, { target: id });
  const whole = changed(await tell(bench.store, open('Whole')));
  await bench.plantEvent(id, 2, '{"type":"note_added_v0","words":"x"}');
  return { id, whole: whole.id, store: await bench.restart() };
}

/** Events and effects that another version wrote. */
export const unreadable = (engine: Engine) =>
  describe("An event that this version can't read", () => {
    test('is reported with its incident and number', async () => {
      const { store, id } = await broken(await engine.bench());
      expect(await store.unreadable()).toEqual([{ incident: id, seq: 2, why: expect.stringMatching(/\S/) }]);
      expect(await store.incident(id)).toMatchObject({ kind: 'unreadable', incident: id, seq: 2 });
    });

    test('makes its incident read-only', async () => {
      const { store, id } = await broken(await engine.bench());
      const change = await tell(store, note, { target: id, inboxId: 'click-1' });
      expect(change).toMatchObject({ kind: 'unreadable', incident: id, seq: 2 });
      expect(await store.list({ open: true, limit: 9 })).toMatchObject([{ id: 2 }, { id, title: 'Broken' }]);
    });

    test('queues marks and request_ids instead, once per payload', async () => {
      const { store, id } = await broken(await engine.bench());
      const mark = { type: 'mark_message', ts: ts('9.1'), via: 'pin' } as const;
      const whenUnreadable = { type: 'take_up', occasion: 'event:Ev1', by: byAlice, heard: mark } as const;
      const given = { target: id, inboxId: 'event:Ev1', whenUnreadable };
      expect(await tell(store, mark, given)).toMatchObject({ kind: 'unreadable', incident: id, seq: 2 });
      expect(await tell(store, mark, given)).toEqual({ kind: 'repeated', incident: null });
      expect(await store.pending(id)).toContainEqual({ key: `take_up:${id}:event:Ev1`, dueAt: minute(0) });
      expect(await store.received('event:Ev1', null)).toEqual({ kind: 'repeated', incident: null });
    });

    test('queues nothing in place of what a readable incident accepted', async () => {
      const { store, whole } = await broken(await engine.bench());
      const mark = { type: 'mark_message', ts: ts('9.1'), via: 'pin' } as const;
      const whenUnreadable = { type: 'take_up', occasion: 'event:Ev1', by: byAlice, heard: mark } as const;
      await tell(store, mark, { target: whole, inboxId: 'event:Ev1', whenUnreadable });
      expect((await store.pending(whole)).map(({ key }) => key)).not.toContain(`take_up:${whole}:event:Ev1`);
    });

    test('hides the events after it, and nothing before', async () => {
      const { store, id } = await broken(await engine.bench());
      expect((await store.events(id)).map(({ seq }) => seq)).toEqual([1]);
      expect(await store.event(id, 2)).toBeNull();
      expect(await store.event(id, 3)).toMatchObject({ seq: 3 });
    });

    test('leaves every other incident alone', async () => {
      const { store, whole } = await broken(await engine.bench());
      expect(changed(await tell(store, note, { target: whole })).seq).toBe(2);
      expect(changed(await tell(store, open())).id).toBe(3);
    });

    test.each<[string, Command]>([
      ['resolved', { type: 'resolve', fix: null }],
      ['closed', close],
    ])('is reported for a %s incident too', async (_name, ended) => {
      const bench = await engine.bench();
      const { id } = changed(await tell(bench.store, open()));
      await tell(bench.store, ended, { target: id });
      await bench.plantEvent(id, 2, '{"type":"resolved_v0"}');
      const store = await bench.restart();
      expect(await store.unreadable()).toMatchObject([{ incident: id, seq: 2 }]);
    });

    test("doesn't prevent a claim from being settled", async () => {
      const bench = await engine.bench();
      const id = await quietIncident(bench.store);
      await owe(bench.store, id, minute(0), { type: 'announce' });
      await bench.plantEvent(id, 1, '{"type":"opened_v0"}');
      const store = await bench.restart();
      const held = await claimOne(store, minute(0));
      const settles = {
        claim: held,
        as: { kind: 'dead', at: minute(1), why: 'unreadable', todo: 'Look.' },
      } as const;
      await tell(
        store,
        { type: 'report_setback', effect: 'announce', why: 'unreadable', todo: 'Look.' },
        { target: id, by: byBot, settles },
      );
      expect(await store.pending(id)).toEqual([]);
      expect(await store.dead(id)).toMatchObject([{ effect: 'announce' }]);
    });
  });

/** Owed effects that another version wrote. */
export const unknownEffects = (engine: Engine) =>
  describe('a queued effect that this version does not know', () => {
    test('is kept without attempts, named with what to do, and its lane continues', async () => {
      const bench = await engine.bench();
      const id = await quietIncident(bench.store);
      const changes = [1, 2].map((of) => ({ type: 'post_change', of }) as const);
      await owe(bench.store, id, minute(0), ...changes);
      await bench.plantEffect(`post_change:${id}:1`, '{"type":"ring_bell"}');
      expect(await claim(bench.store, minute(0))).toEqual([]);
      expect(await bench.store.dead(id)).toMatchObject([
        { effect: 'ring_bell', todo: expect.stringMatching(/\.$/) },
      ]);
      expect(await claimOne(bench.store, minute(0))).toMatchObject({ effect: { of: 2 } });
      expect(await bench.store.revive(minute(1))).toBe(0);
    });

    test('is checked again at the next start', async () => {
      const bench = await engine.bench();
      const id = await quietIncident(bench.store);
      await owe(bench.store, id, minute(0), { type: 'set_topic' });
      await bench.plantEffect(`set_topic:${id}`, '{"type":"ring_bell"}');
      await claim(bench.store, minute(0));
      await bench.plantEffect(`set_topic:${id}`, '{"type":"set_topic"}');
      const store = await bench.restart();
      await store.reclaimLeases(minute(1), term);
      expect(await store.dead(id)).toEqual([]);
      expect(await claimOne(store, minute(1))).toMatchObject({ effect: { type: 'set_topic' }, attempts: 1 });
    });

    test('is claimed once this version queues it again', async () => {
      const { store, plantEffect } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), { type: 'set_topic' });
      await plantEffect(`set_topic:${id}`, '{"type":"ring_bell"}');
      await claim(store, minute(0));
      await owe(store, id, minute(1), { type: 'set_topic' });
      expect(await store.dead(id)).toEqual([]);
      expect(await claimOne(store, minute(1))).toMatchObject({ effect: { type: 'set_topic' }, attempts: 1 });
    });

    test("without even a type doesn't hide the others", async () => {
      const bench = await engine.bench();
      const id = await quietIncident(bench.store);
      await owe(bench.store, id, minute(0), { type: 'set_topic' });
      await bench.plantEffect(`set_topic:${id}`, '{}');
      await claim(bench.store, minute(0));
      expect(await bench.store.dead(id)).toHaveLength(1);
    });
  });
