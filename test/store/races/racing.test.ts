import { expect, test } from 'vitest';
import { declareFrom } from '../../../src/domain/decide/declare/from-proposal.ts';
import type { IncidentId } from '../../../src/domain/incident/ids.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { dismissed } from '../../../src/domain/watch/episode.ts';
import { alice, bob, byAlice, channel, minute, policy } from '../../domain/support/fixtures.ts';
import { episode } from '../../domain/support/watching.ts';
import { describeWith } from '../../support/describe-with.ts';
import { changed, open, quietIncident, tell } from '../support/orders.ts';
import { lackOfPostgres } from '../support/postgres.ts';
import { twoBots } from './support/two-bots.ts';

const resolve = { type: 'resolve', fix: null } as const;
const note = (text: string) => ({ type: 'add_note', text: plainText(text), when: null }) as const;
const holdIncident = (id: IncidentId) => `SELECT 1 FROM incidents WHERE id = ${id} FOR UPDATE`;
const kinds = (changes: readonly { kind: string }[]) => changes.map(({ kind }) => kind).toSorted();
const times = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describeWith(lackOfPostgres, 'Two bots on one database', () => {
  test('give two incidents that are declared at once one number each', async () => {
    const { stores, colliding } = await twoBots();
    const declared = await colliding(
      'SELECT 1 FROM numbering FOR UPDATE',
      ...stores.map((store) => () => tell(store, open())),
    );
    expect(declared.map((change) => changed(change).id).toSorted()).toEqual([1, 2]);
  });

  test('leave no gap in the numbers, whatever is refused in between', async () => {
    const { stores } = await twoBots();
    const changes = await Promise.all(
      times(24).map((n) => tell(stores[n % 2 === 0 ? 0 : 1], open(n % 3 === 0 ? '' : `Number ${n}`))),
    );
    const ids = changes.flatMap((change) => (change.kind === 'changed' ? [changed(change).id] : []));
    expect(ids.toSorted((a, b) => a - b)).toEqual(times(16).map((n) => n + 1));
  });

  test('take one of two commands that exclude each other, and refuse the other', async () => {
    const { stores, colliding } = await twoBots();
    const id = await quietIncident(stores[0]);
    const both = stores.map((store) => () => tell(store, resolve, { target: id }));
    expect(kinds(await colliding(holdIncident(id), ...both))).toEqual(['changed', 'refused']);
    for (const store of stores)
      expect(await store.incident(id)).toMatchObject({ incident: { status: 'RESOLVED', seq: 2 } });
  });

  test('record everything that both hear of one incident, each once and in one order', async () => {
    const { stores } = await twoBots();
    const id = await quietIncident(stores[0]);
    const texts = times(16).map((n) => `Note ${n}`);
    await Promise.all(texts.map((text, n) => tell(stores[n % 2 === 0 ? 0 : 1], note(text), { target: id })));
    const events = await stores[0].events(id);
    expect(events.map(({ seq }) => seq)).toEqual(times(17).map((n) => n + 1));
    const noted = events.flatMap(({ event }) => (event.type === 'note_added' ? [`${event.text}`] : []));
    expect(noted.toSorted()).toEqual(texts.toSorted());
    expect(await stores[1].incident(id)).toEqual(await stores[0].incident(id));
  });

  test('count what the other changes at that moment', async () => {
    const { stores } = await twoBots();
    const ids: IncidentId[] = [];
    for (const n of times(8)) ids.push(changed(await tell(stores[1], open(`Number ${n}`))).id);
    let done = false;
    const changing = ids.map(async (target) => {
      while (!done) await tell(stores[1], note('Still looking'), { target });
    });
    const counted = [];
    for (const _ of times(20)) counted.push(await stores[0].countable(null, null));
    done = true;
    await Promise.all(changing);
    expect(counted).toEqual(times(20).map(() => ({ incidents: ids, unread: 0 })));
  });

  test('act once on a payload that both get', async () => {
    const { stores, colliding } = await twoBots();
    const got = await colliding(
      `INSERT INTO inbox (id, received_at) VALUES ('view-1', 0)`,
      ...stores.map((store) => () => tell(store, open(), { inboxId: 'view-1' })),
    );
    expect(kinds(got)).toEqual(['changed', 'repeated']);
    expect(got).toMatchObject([{ incident: { id: 1 } }, { incident: { id: 1 } }]);
    expect(await stores[0].list({ open: true, limit: 9 })).toHaveLength(1);
  });

  test('take a form that both get with different values for one incident and its correction', async () => {
    const { stores, colliding } = await twoBots();
    const got = await colliding(
      `INSERT INTO inbox (id, received_at) VALUES ('view-1', 0)`,
      ...stores.map(
        (store, n) => () => tell(store, open(`Title ${n}`), { inboxId: 'view-1', content: `${n}` }),
      ),
    );
    const corrects = got.map((change) => change.kind === 'changed' && change.corrects);
    expect(corrects.toSorted()).toEqual([false, true]);
    expect(got).toMatchObject([{ incident: { id: 1 } }, { incident: { id: 1 } }]);
    const last = corrects.indexOf(true);
    expect(await stores[0].incident(1 as IncidentId)).toMatchObject({ incident: { title: `Title ${last}` } });
  });

  test('refuse a form for a public incident that becomes private at that moment', async () => {
    const { stores, colliding } = await twoBots();
    const adopts = { channel, name: 'support', marks: [] };
    const { id } = changed(await tell(stores[0], { ...open(), adopts }));
    const form = { target: { in: channel, public: id }, inboxId: 'form', content: 'note' } as const;
    const got = await colliding(
      holdIncident(id),
      () => tell(stores[0], { type: 'make_private', how: 'converted' }, { target: id }),
      () => tell(stores[1], note('For everyone'), form),
    );
    expect(got.map(({ kind }) => kind)).toEqual(['changed', 'missing']);
    expect(await stores[1].received('form', 'note')).toBeNull();
  });

  test('end none of two incidents as duplicates of each other', async () => {
    const { stores, colliding } = await twoBots();
    const one = await quietIncident(stores[0]);
    const two = await quietIncident(stores[0]);
    const got = await colliding(
      'SELECT 1 FROM incidents FOR UPDATE',
      () => tell(stores[0], { type: 'mark_duplicate', original: two }, { target: one }),
      () => tell(stores[1], { type: 'mark_duplicate', original: one }, { target: two }),
    );
    expect(kinds(got)).toEqual(['changed', 'refused']);
  });

  test('adopt a channel for one incident', async () => {
    const { stores, colliding } = await twoBots();
    const adopts = { channel, name: 'support', marks: [] };
    const both = stores.map((store) => () => tell(store, { ...open(), adopts }));
    expect(kinds(await colliding('SELECT 1 FROM numbering FOR UPDATE', ...both))).toEqual([
      'changed',
      'refused',
    ]);
  });

  test.each([
    ['before', ['changed', 'refused']],
    ['after', ['changed', 'changed']],
  ] as const)('accept a declaration from a suggestion %s a dismissal', async (order, expected) => {
    const { stores, colliding } = await twoBots();
    const suggested = episode();
    await stores[0].watch(minute(2), ({ watch }) => ({ watch, changed: [suggested] }));
    const answer = { command: open(), by: byAlice, at: minute(5), earlier: null };
    const declares = () =>
      stores[0].change({
        target: 'new',
        inboxId: null,
        at: minute(5),
        decide: (id, incident, _earlier, find) =>
          declareFrom(suggested.id, find.episode, id, incident, answer, policy),
      });
    const dismisses = () =>
      stores[1].changeEpisode({ id: suggested.id, at: minute(5), change: (one) => dismissed(one, bob) });
    const both = order === 'before' ? [declares, dismisses] : [dismisses, declares];
    const answers = await colliding<{ kind: string }>('SELECT 1 FROM episodes FOR UPDATE', ...both);
    expect(answers.map(({ kind }) => kind)).toEqual(expected);
    expect(await stores[1].standingEpisode(suggested.id)).toMatchObject({
      answer: { kind: 'opened', by: alice, incident: 1 },
    });
  });

  test('remind somebody once a day', async () => {
    const { stores, colliding } = await twoBots();
    const id = await quietIncident(stores[0]);
    const reminder = { receiver: alice, day: '2026-11-23', incident: id, at: minute(0) };
    const effect = { type: 'announce' } as const;
    const got = await colliding(
      `INSERT INTO item_reminders (receiver, day) VALUES ('${alice}', '2026-11-23')`,
      ...stores.map((store) => () => store.oweReminder({ ...reminder, effect })),
    );
    expect(got.toSorted()).toEqual([false, true]);
    expect(await stores[0].pending(id)).toHaveLength(1);
  });
});
