import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import type { IncidentId, Millis } from '../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import type { Store } from '../../../src/store/store.ts';
import { opening, story } from '../../domain/support/actions.ts';
import { byBob, minute } from '../../domain/support/fixtures.ts';
import { type Moment, play } from '../../domain/support/play.ts';
import type { Engine } from '../support/bench.ts';
import { changed, open, tell } from '../support/orders.ts';

const note = { type: 'add_note', text: plainText('x'), when: null } as const;
const before1970 = -3_600_000 as Millis;

/** Records an event that no decision would come to. */
const force = (store: Store, target: IncidentId, event: IncidentEvent) =>
  store.change({
    target,
    inboxId: 'view-1',
    at: minute(1),
    decide: (id, incident) => ({
      incident,
      recorded: [{ incident: id, seq: 2, at: minute(1), by: byBob, event }],
      owed: [{ owe: { type: 'set_topic' }, due: minute(1) }],
    }),
  });

/** What is written is read by the same schema, by which it was looked at before. */
export const readingBack = (engine: Engine) =>
  describe('what is stored', () => {
    test('reads back equal, whatever people fill into forms and the bot finds', async () => {
      const bench = await engine.bench();
      const kept = new Map<IncidentId, Incident>();
      await fc.assert(
        fc.asyncProperty(story, async (actions) => {
          const moments: Moment[] = [];
          play([opening(plainText('Chats hang')), ...actions], (moment) => moments.push(moment));
          let target: IncidentId | 'new' = 'new';
          for (const { command, by, at } of moments.map(({ order }) => order)) {
            const change = await tell(bench.store, command, { target, by, at });
            if (change.kind !== 'changed' || !change.incident) continue;
            target = change.incident.id;
            kept.set(target, change.incident);
          }
        }),
        { numRuns: 40 },
      );
      const store = await bench.restart();
      expect(kept.size).toBe(40);
      for (const [id, incident] of kept)
        expect(await store.incident(id)).toEqual({ kind: 'found', incident });
    });

    test.each<[string, IncidentEvent]>([
      ['a time before 1970', { type: 'note_added', text: plainText('x'), when: before1970 }],
      ['a time that is none', { type: 'snoozed', until: Number.NaN as Millis }],
      ['a part of a millisecond', { type: 'snoozed', until: 0.5 as Millis }],
    ])('never has %s: the change fails, and nothing of it is kept', async (_name, event) => {
      const bench = await engine.bench();
      const { id } = changed(await tell(bench.store, open()));
      const pending = await bench.store.pending();
      await expect(force(bench.store, id, event)).rejects.toMatchObject({
        name: 'InvalidEvent',
        code: expect.stringMatching(`^${event.type} event\\.`),
      });
      expect(await bench.store.pending()).toEqual(pending);
      expect((await tell(bench.store, note, { target: id, inboxId: 'view-1' })).kind).toBe('changed');
      expect((await (await bench.restart()).incident(id)).kind).toBe('found');
    });
  });
