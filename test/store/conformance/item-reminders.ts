import { describe, expect, test } from 'vitest';
import type { IncidentId } from '../../../src/domain/incident/ids.ts';
import type { ReminderRequest } from '../../../src/store/store.ts';
import { day, line } from '../../domain/incident/items/support/items.ts';
import { alice, bob, minute } from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import { changed, claim, open, quietIncident, tell } from '../support/orders.ts';

const monday = day('2026-11-23');
const tuesday = day('2026-11-24');

/** Open action items of all incidents, and on which days who was reminded of them. */
export const itemReminders = (engine: Engine) =>
  describe('action items', () => {
    test('are listed by their day, those without one last, until they are done or dropped', async () => {
      const { store } = await engine.bench();
      const [first, second] = [await quietIncident(store), await quietIncident(store)];
      const add = (target: typeof first, ...words: Parameters<typeof line>) =>
        tell(store, { type: 'add_item', line: line(...words), link: null }, { target });
      await add(first, 'Write it up', null, 'when they answer');
      await add(first, 'Move to webhooks', null, '2026-12-24');
      await add(second, 'Alert on 5xx', null, '2026-12-01');
      await add(second, 'Rotate the keys', null, '2026-12-02');
      await add(second, 'Ask the vendor', null, '2026-12-03');
      await tell(store, { type: 'complete_item', item: 2 }, { target: second });
      await tell(store, { type: 'drop_item', item: 3, why: null }, { target: second });
      const alert = { incident: second, item: 1 };
      const undated = { incident: first, item: 1 };
      const webhooks = { incident: first, item: 2 };
      expect(await store.openItems({})).toEqual([alert, webhooks, undated]);
      expect(await store.openItems({ dueBy: '2026-12-01' })).toEqual([alert, undated]);
      await tell(store, { type: 'reopen_item', item: 2 }, { target: second });
      expect(await store.openItems({ dueBy: '2026-12-02' })).toEqual([
        alert,
        { incident: second, item: 2 },
        undated,
      ]);
    });

    test('are listed for a reader with their own first, and without drills and private incidents of others', async () => {
      const { store } = await engine.bench();
      const add = async (target: IncidentId, ...words: Parameters<typeof line>) => {
        await tell(store, { type: 'add_item', line: line(...words), link: null }, { target });
        return { incident: target, item: 1 };
      };
      const declared = async (over: Partial<ReturnType<typeof open>>) =>
        changed(await tell(store, { ...open(), ...over })).id;
      const dueNext = await add(await declared({}), 'Alert on 5xx', `<@${alice}>`, '2026-12-01');
      const ofNobody = await add(await declared({}), 'Ask the vendor', null, '2026-12-02');
      const late = await add(await declared({}), 'Rotate the keys', `<@${bob}>`, '2026-12-24');
      const secret = await add(await declared({ visibility: 'members' }), 'Tell legal', null, '2026-12-03');
      const drill = { script: 'lunch-hour', startedAt: minute(0) } as const;
      await add(await declared({ drill }), 'Practice more', `<@${bob}>`, '2026-11-30');
      const listed = (user: typeof alice, ...known: readonly IncidentId[]) =>
        store.openItems({ reader: { user, known } });
      expect(await listed(bob)).toEqual([late, dueNext, ofNobody]);
      expect(await listed(alice, secret.incident)).toEqual([dueNext, ofNobody, secret, late]);
      const own = async (user: typeof alice) =>
        store.openItems({ reader: { user, known: [], ownOnly: true } });
      expect([await own(bob), await own(alice)]).toEqual([[late], [dueNext]]);
    });

    test('are reminded of once a day for each receiver, in the same change that queues it', async () => {
      const { store, restart } = await engine.bench();
      const incident = await quietIncident(store);
      const request = (receiver: typeof alice, on = monday): ReminderRequest => ({
        receiver,
        day: on,
        incident,
        effect: { type: 'remind_items', to: receiver, day: on, weekly: false },
        at: minute(5),
      });
      expect(await store.oweReminder(request(alice))).toBe(true);
      expect(await store.oweReminder(request(alice))).toBe(false);
      expect(await store.oweReminder(request(bob))).toBe(true);
      expect(await store.oweReminder(request(alice, tuesday))).toBe(true);
      expect(await store.pending(incident)).toEqual([
        { key: `remind_items:${alice}:${monday}`, dueAt: minute(5) },
        { key: `remind_items:${bob}:${monday}`, dueAt: minute(5) },
        { key: `remind_items:${alice}:${tuesday}`, dueAt: minute(5) },
      ]);
      for (const claimed of await claim(store, minute(5)))
        await store.settle({ claim: claimed, as: { kind: 'done' } });
      expect(await store.oweReminder(request(alice))).toBe(false);
      expect(await (await restart()).oweReminder(request(alice))).toBe(false);
    });

    test('were reminded of on some days, by each receiver apart, whether a reminder was queued or not', async () => {
      const { store } = await engine.bench();
      await tell(store, open());
      const incident = await quietIncident(store);
      const effect = { type: 'summarize_items', day: monday } as const;
      await store.oweReminder({ receiver: alice, day: monday, incident, effect, at: minute(0) });
      expect(await store.keepReminded(bob, tuesday)).toBe(true);
      expect(await store.keepReminded(bob, tuesday)).toBe(false);
      expect(await store.keepReminded(alice, monday)).toBe(false);
      const days = async (receiver: string) => [
        await store.wasReminded(receiver, monday),
        await store.wasReminded(receiver, tuesday),
      ];
      expect([await days(alice), await days(bob)]).toEqual([
        [true, false],
        [false, true],
      ]);
    });
  });
