import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passagesIn } from '../../../src/domain/find/passages.ts';
import { ownerMark, tellingOwner, termsOf } from '../../../src/domain/find/wanted.ts';
import type { Command } from '../../../src/domain/incident/commands.ts';
import type { Recorded } from '../../../src/domain/incident/events/events.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import type { Store } from '../../../src/store/store.ts';
import { type Action, opening, story } from '../../domain/support/actions.ts';
import { byAlice, incident7, minute } from '../../domain/support/fixtures.ts';
import { play } from '../../domain/support/play.ts';
import { openFile, temporaryFolder, withSql } from '../support/sqlite.ts';

const of = fc.integer({ min: 1, max: 14 });
const words = fc.constantFrom('alpha beta', 'beta token_revoked', 'gamma', '遅い', '').map(plainText);
const line = fc.record({ what: words, owner: fc.constant(null), due: fc.constant(null) });
const correction: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('edit_entry' as const),
    of,
    text: words,
    when: fc.constant(null),
    untouched: fc.constant([]),
  }),
  fc.record({ type: fc.constant('hide_entry' as const), of, why: fc.constant(null) }),
  fc.record({ type: fc.constant('restore_entry' as const), of }),
  fc.record({ type: fc.constant('add_item' as const), line, link: fc.constant(null) }),
  fc.record({
    type: fc.constant('edit_item' as const),
    item: fc.integer({ min: 1, max: 3 }),
    line,
    untouched: fc.constant([]),
  }),
);
const corrections = fc.array(
  correction.map((command): Action => ({ command, by: byAlice })),
  { maxLength: 12 },
);
/** A story with corrections among what happens. */
const corrected = fc
  .tuple(fc.array(fc.tuple(story, corrections), { minLength: 1, maxLength: 3 }))
  .map(([parts]) => [
    opening(plainText('Inbox hangs alpha')),
    ...parts.flatMap(([actions, corrections]) => [...actions, ...corrections]),
  ]);

/** Saves what happened, event for event. */
const save = (store: Store, before: Incident | null, incident: Incident, recorded: readonly Recorded[]) =>
  store.change({
    target: before ? incident7 : 'new',
    inboxId: null,
    at: minute(0),
    decide: () => ({ incident, recorded, owed: [] }),
  });

/** The words that are in the index for the incident, in order. */
const indexed = (file: string): unknown[] =>
  withSql(file, (db) => {
    db.exec("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search', 'instance')");
    return db.prepare('SELECT DISTINCT term FROM words WHERE doc = ? ORDER BY term').pluck().all(incident7);
  });

/** Those that should be. */
const wordsOf = (incident: Incident, record: readonly Recorded[]): string[] =>
  [...termsOf(passagesIn(incident, record)).add(ownerMark(tellingOwner(incident)))].toSorted((a, b) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );

test('The index has exactly the words in the current record, whatever happened and was corrected', async () => {
  await fc.assert(
    fc.asyncProperty(corrected, async (actions) => {
      const file = `${temporaryFolder('/dev/shm')}/incidents.db`;
      const store = openFile(file);
      const changes: (readonly [Incident | null, Incident, readonly Recorded[]])[] = [];
      const { incident, record } = play(actions, ({ before, after, recorded }) => {
        if (after && recorded.length > 0) changes.push([before, after, recorded]);
      });
      for (const change of changes) await save(store, ...change);
      if (!incident) throw new Error('An incident was declared.');
      expect(indexed(file)).toEqual(wordsOf(incident, record));
      expect(await store.unindexed()).toEqual([]);
    }),
    { numRuns: 150 },
  );
}, 120_000);
