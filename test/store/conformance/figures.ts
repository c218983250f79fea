import { describe, expect, test } from 'vitest';
import { makeTallies, readFigures } from '../../../src/app/figures/read-figures.ts';
import { tallyOf } from '../../../src/domain/figures/tally.ts';
import type { FigureSpan } from '../../../src/domain/figures/window.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import type { Store } from '../../../src/store/store.ts';
import { minute } from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import { changed, open, tell } from '../support/orders.ts';

const resolve = { type: 'resolve', fix: null } as const;
const note = { type: 'add_note', text: plainText('x'), when: null } as const;
const day = 24 * 60;

const ask = (store: Store, n: number, span: FigureSpan = '30d') =>
  readFigures(store, { span, now: minute(n), timeZone: 'UTC' }, { waits: true });

/** What figures are made of. */
export const figures = (engine: Engine) =>
  describe('figures', () => {
    test('follow every change of an incident', async () => {
      const { store } = await engine.bench();
      const { id } = changed(await tell(store, open('Chats hang'), { at: minute(0) }));
      expect((await ask(store, 9)).times.resolve).toMatchObject({ incidents: 0, medianMs: null });
      await tell(store, resolve, { target: id, at: minute(10) });
      expect((await ask(store, 11)).times.resolve).toMatchObject({ incidents: 1, medianMs: 600_000 });
      await tell(store, { type: 'correct_start', startedAt: minute(-5) }, { target: id, at: minute(12) });
      const { times } = await ask(store, 13);
      expect(times.resolve).toMatchObject({ medianMs: 900_000, assumed: 0 });
      expect(times.detect).toMatchObject({ incidents: 1, medianMs: 300_000 });
    });

    test('are kept for the next process, and made anew only for what has changed', async () => {
      const bench = await engine.bench();
      const { id } = changed(await tell(bench.store, open('One'), { at: minute(0) }));
      const other = changed(await tell(bench.store, open('Two'), { at: minute(1) }));
      await makeTallies(bench.store, () => false);
      const store = await bench.restart();
      expect(await store.makeTallies(null, 9)).toBeNull();
      await tell(store, note, { target: other.id, at: minute(2) });
      expect(await store.makeTallies(null, 9)).toBe(other.id);
      const found = await store.incident(id);
      if (found.kind !== 'found') throw new Error(found.kind);
      expect(await store.tallies([id])).toEqual([{ incident: id, tally: tallyOf(found.incident) }]);
    });

    test('count what changes while they are read as it is then', async () => {
      const { store } = await engine.bench();
      const { id } = changed(await tell(store, open('One'), { at: minute(0) }));
      expect(await store.countable(null, null)).toEqual({ incidents: [id], unread: 0 });
      await tell(store, resolve, { target: id, at: minute(10) });
      expect(await store.tallies([id])).toMatchObject([{ tally: { resolvedMs: 600_000 } }]);
    });

    test('look only at incidents that can matter to the span, and its months', async () => {
      const { store } = await engine.bench();
      const old = changed(await tell(store, open('Old'), { at: minute(0) }));
      await tell(store, resolve, { target: old.id, at: minute(10) });
      const long = changed(await tell(store, open('Goes on'), { at: minute(0) }));
      const now = minute(60 * day);
      await makeTallies(store, () => false);
      expect((await store.countable(now, now)).incidents).toEqual([long.id]);
      expect((await ask(store, 60 * day)).incidents.incidents).toBe(0);
      expect((await ask(store, 60 * day, '90d')).incidents.incidents).toBe(2);
    });

    test('say how many incidents of the span could not be read', async () => {
      const bench = await engine.bench();
      const { id } = changed(await tell(bench.store, open('Broken'), { at: minute(0) }));
      await tell(bench.store, note, { target: id, at: minute(1) });
      await tell(bench.store, open('Whole'), { at: minute(2) });
      await bench.plantEvent(id, 2, '{"type":"note_added_v0","words":"x"}');
      const store = await bench.restart();
      expect((await ask(store, 9)).incidents).toMatchObject({ incidents: 1, leftOut: { unread: 1 } });
      expect((await ask(store, 60 * day)).incidents).toMatchObject({ incidents: 0, leftOut: { unread: 0 } });
    });

    test('count action items of all incidents but drills, by when they were added', async () => {
      const { store } = await engine.bench();
      const { id } = changed(await tell(store, open('One'), { at: minute(0) }));
      const drill = { ...open('A drill'), drill: { script: 'lunch-hour', startedAt: minute(0) } };
      const { id: practice } = changed(await tell(store, drill));
      const item = (what: string, due: string) =>
        ({
          type: 'add_item',
          line: { what: plainText(what), owner: null, due: plainText(due) },
          link: null,
        }) as const;
      await tell(store, item('Alert', '2026-11-21'), { target: id, at: minute(0) });
      await tell(store, item('Cache', '2026-12-24'), { target: id, at: minute(60) });
      await tell(store, item('Practice', '2026-11-21'), { target: practice, at: minute(60) });
      const edited = { what: plainText('Alert on 5xx'), owner: null, due: plainText('2026-11-21') };
      await tell(store, { type: 'edit_item', item: 1, line: edited }, { target: id, at: minute(90) });
      expect((await ask(store, 2 * day)).items).toEqual({
        open: 2,
        overdue: 1,
        medianAgeMs: (2 * day - 60) * 60_000,
        incidents: 1,
        leftOut: { drills: 1 },
      });
    });
  });
