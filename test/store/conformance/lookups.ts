import { describe, expect, test } from 'vitest';
import { channelIdSchema, messageTsSchema, userIdSchema } from '../../../src/domain/incident/ids.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import type { Known } from '../../../src/store/found.ts';
import {
  alice,
  bob,
  byBot,
  channel,
  emptyReview,
  minute,
  otherChannel,
} from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import { changed, open, tell } from '../support/orders.ts';

const resolve = { type: 'resolve', fix: null } as const;

/** Incidents by list, by channel; people by id. */
export const lookups = (engine: Engine) =>
  describe('looking up', () => {
    test('lists private incidents only to those who know of them, and a channel that one has left belongs to none', async () => {
      const { store } = await engine.bench();
      await tell(store, open('Everyone knows'));
      const secret = { ...open('Keys leaked'), visibility: 'members' } as const;
      const { id } = changed(await tell(store, secret));
      await tell(
        store,
        { type: 'record_channel', channel, name: 'inc-2', private: true },
        { target: id, by: byBot },
      );
      const titles = async (known?: Known) =>
        (await store.list({ open: true, limit: 9, ...(known && { known }) })).map(({ title }) => title);
      expect(await titles()).toEqual(['Everyone knows']);
      expect(await titles([id])).toEqual(['Keys leaked', 'Everyone knows']);
      expect(await titles('all')).toEqual(['Keys leaked', 'Everyone knows']);
      expect(await store.privateOnes()).toMatchObject([{ id, channel, privateTo: [alice] }]);
      await tell(store, resolve, { target: id });
      expect([await store.endedSince(0, 9), await store.endedSince(0, 9, [id])]).toMatchObject([
        [],
        [{ id }],
      ]);
      expect(await store.incidentOf(channel)).toBe(id);
      await tell(
        store,
        { type: 'record_channel', channel: otherChannel, name: 'inc-2b', private: true },
        { target: id, by: byBot },
      );
      expect([await store.incidentOf(channel), await store.incidentOf(otherChannel)]).toEqual([null, id]);
    });

    test('lists incidents newest first, with what a list shows', async () => {
      const { store } = await engine.bench();
      await tell(store, open('First'), { at: minute(0) });
      const { id } = changed(await tell(store, open('Second'), { at: minute(5) }));
      await tell(store, { type: 'assign_commander', user: bob }, { target: id });
      await tell(store, { type: 'change_severity', to: 'P3', why: null }, { target: id });
      await tell(store, { type: 'record_channel', channel, name: 'inc-2-second' }, { target: id, by: byBot });
      await tell(store, resolve, { target: id, at: minute(9) });
      expect(await store.list({ open: false, limit: 9 })).toEqual([
        {
          id: 2,
          title: 'Second',
          severity: 'P3',
          status: 'RESOLVED',
          commander: bob,
          channel,
          openedAt: minute(5),
          resolvedAt: minute(9),
          drill: false,
          closedAt: null,
          cancelledAt: null,
          duplicateOf: null,
          originalIsPrivate: false,
          leaf: null,
          nextUpdateAt: null,
          privateTo: null,
        },
        {
          id: 1,
          title: 'First',
          severity: 'P1',
          status: 'INVESTIGATING',
          commander: null,
          channel: null,
          openedAt: minute(0),
          resolvedAt: null,
          drill: false,
          closedAt: null,
          cancelledAt: null,
          duplicateOf: null,
          originalIsPrivate: false,
          leaf: null,
          nextUpdateAt: minute(30),
          privateTo: null,
        },
      ]);
    });

    test('lists only what is still worked on when asked for open ones', async () => {
      const { store } = await engine.bench();
      const first = changed(await tell(store, open('Resolved')));
      await tell(store, open('Open'));
      await tell(store, resolve, { target: first.id });
      const titles = async () => (await store.list({ open: true, limit: 9 })).map(({ title }) => title);
      expect(await titles()).toEqual(['Open']);
      await tell(store, { type: 'reopen', why: null }, { target: first.id });
      expect(await titles()).toEqual(['Open', 'Resolved']);
    });

    test('lists what has ended since a moment, latest end first, without drills and duplicates', async () => {
      const { store } = await engine.bench();
      const [first, second, third, fourth, fifth] = [
        changed(await tell(store, open('Resolved long ago'))),
        changed(await tell(store, open('Resolved'))),
        changed(await tell(store, open('Cancelled'))),
        changed(await tell(store, open('A duplicate'))),
        changed(
          await tell(store, { ...open('A drill'), drill: { script: 'lunch-hour', startedAt: minute(0) } }),
        ),
      ];
      const cancel = { type: 'cancel', reason: 'mistake', why: null } as const;
      await tell(store, open('Open'));
      await tell(store, resolve, { target: first.id, at: minute(9) });
      await tell(store, resolve, { target: second.id, at: minute(10) });
      await tell(store, cancel, { target: third.id, at: minute(11) });
      await tell(
        store,
        { type: 'mark_duplicate', original: second.id },
        { target: fourth.id, at: minute(12) },
      );
      await tell(store, resolve, { target: fifth.id, at: minute(13) });
      const titles = async (limit: number) =>
        (await store.endedSince(minute(10), limit)).map(({ title }) => title);
      expect(await titles(9)).toEqual(['Cancelled', 'Resolved']);
      expect(await titles(1)).toEqual(['Cancelled']);
      await tell(store, { type: 'reopen', why: null }, { target: third.id, at: minute(14) });
      expect(await titles(9)).toEqual(['Resolved']);
    });

    test('knows the duplicates of an incident, and those of its duplicates, until they are reopened', async () => {
      const { store } = await engine.bench();
      const ids = [];
      for (const title of ['Goes on', 'Same', 'The same again', 'Another'])
        ids.push(changed(await tell(store, open(title))).id);
      const [original, one, two] = ids;
      if (!original || !one || !two) throw new Error('Four incidents were declared.');
      await tell(store, { type: 'mark_duplicate', original: one }, { target: two });
      await tell(store, { type: 'mark_duplicate', original }, { target: one });
      expect(await store.duplicatesOf(original)).toEqual([one, two]);
      expect(await store.duplicatesOf(one)).toEqual([two]);
      await tell(store, { type: 'reopen', why: null }, { target: one });
      expect(await store.duplicatesOf(original)).toEqual([]);
      expect(await store.duplicatesOf(one)).toEqual([two]);
    });

    test("doesn't let two incidents become duplicates of each other", async () => {
      const { store } = await engine.bench();
      const [one, other] = [
        changed(await tell(store, open('One'))),
        changed(await tell(store, open('Other'))),
      ];
      await tell(store, { type: 'mark_duplicate', original: one.id }, { target: other.id });
      expect(
        await tell(store, { type: 'mark_duplicate', original: other.id }, { target: one.id }),
      ).toMatchObject({
        kind: 'refused',
      });
      expect(await store.duplicatesOf(other.id)).toEqual([]);
    });

    test('marks drills in the list, and leaves them out when asked to', async () => {
      const { store } = await engine.bench();
      await tell(store, open('Real'));
      await tell(store, { ...open('Not real'), drill: { script: 'lunch-hour', startedAt: minute(0) } });
      const listed = async (drills: boolean) =>
        (await store.list({ open: true, limit: 9, drills })).map(({ title, drill }) => [title, drill]);
      expect(await listed(true)).toEqual([
        ['Not real', true],
        ['Real', false],
      ]);
      expect(await listed(false)).toEqual([['Real', false]]);
    });

    test('lists no more than asked for', async () => {
      const { store } = await engine.bench();
      for (const title of ['a', 'b', 'c']) await tell(store, open(title));
      expect((await store.list({ open: false, limit: 2 })).map(({ id }) => id)).toEqual([3, 2]);
    });

    test('finds an incident by its channel, and still by the one it had', async () => {
      const { store } = await engine.bench();
      const { id } = changed(await tell(store, open()));
      const ready = (to: typeof channel) =>
        tell(store, { type: 'record_channel', channel: to, name: 'inc-1' }, { target: id, by: byBot });
      await ready(channel);
      await ready(otherChannel);
      expect(await store.incidentOf(channel)).toBe(id);
      expect(await store.incidentOf(otherChannel)).toBe(id);
      expect(await store.incidentOf(channelIdSchema.parse('C0ELSE'))).toBeNull();
    });

    test('finds, among several incidents of one channel, the one that continues, otherwise the latest', async () => {
      const { store } = await engine.bench();
      const adopts = { channel, name: 'support', marks: [] };
      const close = { ...emptyReview, type: 'close' } as const;
      const first = changed(await tell(store, { ...open('First'), adopts })).id;
      expect(await store.incidentOf(channel)).toBe(first);
      expect(await tell(store, { ...open('Too early'), adopts })).toMatchObject({ kind: 'refused' });
      await tell(store, close, { target: first });
      const second = changed(await tell(store, { ...open('Second'), adopts })).id;
      expect(await store.incidentOf(channel)).toBe(second);
      expect(await store.incidentsIn(channel)).toEqual([first, second]);
      await tell(store, close, { target: second });
      expect(await store.incidentOf(channel)).toBe(second);
      await tell(store, { type: 'reopen', why: null }, { target: first });
      expect(await store.incidentOf(channel)).toBe(first);
    });

    test('finds the incidents that were declared from a message', async () => {
      const { store } = await engine.bench();
      const ts = messageTsSchema.parse('1.1');
      const from = {
        channel,
        ts,
        author: alice,
        text: plainText('It is broken'),
        link: 'https://x.slack.com/1',
      };
      const { id } = changed(await tell(store, { ...open('First'), from }));
      expect(await store.declaredFrom(channel, ts)).toEqual([id]);
      expect(await store.declaredFrom(otherChannel, ts)).toEqual([]);
      expect(await store.declaredFrom(channel, messageTsSchema.parse('1.2'))).toEqual([]);
    });

    test('knows people by their latest name', async () => {
      const { store } = await engine.bench();
      await store.rememberPerson(alice, 'Alice');
      await store.rememberPerson(bob, 'Bob');
      await store.rememberPerson(alice, 'Alice W. 🔥');
      const stranger = userIdSchema.parse('U0NOBODY');
      expect(await store.people([alice, stranger])).toEqual(new Map([[alice, 'Alice W. 🔥']]));
      expect(await store.people([])).toEqual(new Map());
    });

    test('reports that it can be written', async () => {
      const { store } = await engine.bench();
      await expect(store.checkWritable()).resolves.toBeUndefined();
    });
  });
