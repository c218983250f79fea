import { describe, expect, test } from 'vitest';
import { channelIdSchema, incidentIdSchema } from '../../../src/domain/incident/ids.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { byBob, byBot, channel, emptyReview, minute, otherChannel } from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import { changed, claimOne, open, owe, quietIncident, tell } from '../support/orders.ts';

const resolve = { type: 'resolve', fix: null } as const;
const note = (text: string) => ({ type: 'add_note', text: plainText(text), when: null }) as const;

/** What a change keeps, and when it keeps nothing. */
export const changes = (engine: Engine) =>
  describe('A change', () => {
    test('numbers incidents from 1 on, without a gap after a refusal', async () => {
      const { store } = await engine.bench();
      expect(changed(await tell(store, open())).id).toBe(1);
      expect((await tell(store, open(''))).kind).toBe('refused');
      expect(changed(await tell(store, open())).id).toBe(2);
    });

    test('keeps counting after a restart', async () => {
      const bench = await engine.bench();
      await tell(bench.store, open());
      expect(changed(await tell(await bench.restart(), open())).id).toBe(2);
    });

    test('saves events, incident, and effects together', async () => {
      const { store } = await engine.bench();
      const change = await tell(store, open(), { at: minute(3) });
      const { id } = changed(change);
      expect(change).toMatchObject({ kind: 'changed', owes: true });
      expect(await store.incident(id)).toEqual({ kind: 'found', incident: changed(change) });
      expect(await store.events(id)).toMatchObject([
        { incident: id, seq: 1, at: minute(3), event: { type: 'opened' } },
      ]);
      expect(await store.pending(id)).toEqual(
        expect.arrayContaining([
          { key: `ensure_channel:${id}`, dueAt: minute(3) },
          { key: `wake:${id}`, dueAt: minute(33) },
        ]),
      );
    });

    test('numbers the events of each incident separately', async () => {
      const { store } = await engine.bench();
      const { id } = changed(await tell(store, open()));
      const other = changed(await tell(store, open()));
      await tell(store, note('one'), { target: id });
      expect(changed(await tell(store, note('two'), { target: id })).seq).toBe(3);
      expect(changed(await tell(store, note('three'), { target: other.id })).seq).toBe(2);
      expect((await store.events(id)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    });

    test('in a channel is about the incident that the channel belongs to or last belonged to', async () => {
      const { store } = await engine.bench();
      const { id } = changed(await tell(store, open()));
      await tell(store, open('Another one'));
      for (const to of [channel, otherChannel])
        await tell(store, { type: 'record_channel', channel: to, name: 'inc-1' }, { target: id, by: byBot });
      for (const where of [channel, otherChannel])
        expect(changed(await tell(store, note(where), { target: { in: where }, inboxId: where })).id).toBe(
          id,
        );
      const elsewhere = { target: { in: channelIdSchema.parse('C0ELSE') }, inboxId: 'elsewhere' } as const;
      expect(await tell(store, note('nowhere'), elsewhere)).toEqual({ kind: 'missing' });
      expect(await store.received('elsewhere', null)).toBeNull();
    });

    test('repeated in a channel that another incident lives in by now changes neither', async () => {
      const { store } = await engine.bench();
      const adopts = { channel, name: 'support', marks: [] };
      const first = changed(await tell(store, { ...open('First'), adopts })).id;
      const given = { target: { in: channel }, inboxId: 'typed' } as const;
      await tell(store, note('one'), given);
      const closed = changed(await tell(store, { ...emptyReview, type: 'close' }, { target: first }));
      const second = changed(await tell(store, { ...open('Second'), adopts }));
      expect(await tell(store, note('one'), given)).toEqual({ kind: 'repeated', incident: closed });
      expect(await store.incident(second.id)).toEqual({ kind: 'found', incident: second });
      expect(changed(await tell(store, note('two'), { ...given, inboxId: 'next' })).id).toBe(second.id);
    });

    test('of a form for a public incident finds nothing in another channel, or once the incident is private, even if repeated', async () => {
      const { store } = await engine.bench();
      const adopts = { channel, name: 'support', marks: [] };
      const { id } = changed(await tell(store, { ...open(), adopts }));
      const other = changed(await tell(store, open('Another one')));
      const given = { target: { in: channel, public: id }, inboxId: 'form', content: 'one' } as const;
      const noted = changed(await tell(store, note('one'), given));
      expect(noted.id).toBe(id);
      expect(await tell(store, note('one'), given)).toEqual({ kind: 'repeated', incident: noted });
      for (const target of [
        { in: otherChannel, public: id },
        { in: channel, public: other.id },
      ])
        expect(await tell(store, note('x'), { target, inboxId: 'x', content: 'x' })).toEqual({
          kind: 'missing',
        });
      const hidden = changed(await tell(store, { type: 'make_private', how: 'converted' }, { target: id }));
      for (const content of ['one', 'two'])
        expect(await tell(store, note(content), { ...given, content })).toEqual({ kind: 'missing' });
      expect(await store.incident(id)).toEqual({ kind: 'found', incident: hidden });
      expect(await store.received('x', 'x')).toBeNull();
      expect(await store.received('form', 'two')).toMatchObject({
        kind: 'corrects',
        earlier: { seq: noted.seq },
      });
    });

    test('reads back what it saved, whoever asks', async () => {
      const bench = await engine.bench();
      const text = 'Zeile 1\nسطر 🔥 "quotes" \'and\' \\ %s; DROP TABLE events;--';
      const { id } = changed(await tell(bench.store, open()));
      const after = changed(await tell(bench.store, note(text), { target: id, by: byBob, at: minute(4) }));
      const store = await bench.restart();
      expect(await store.incident(id)).toEqual({ kind: 'found', incident: after });
      expect(await store.event(id, 2)).toEqual({
        incident: id,
        seq: 2,
        at: minute(4),
        by: byBob,
        event: { type: 'note_added', text, when: minute(4) },
      });
    });

    test('of a nonexistent incident is reported as missing', async () => {
      const { store } = await engine.bench();
      const nine = incidentIdSchema.parse(9);
      expect(await tell(store, resolve, { target: nine })).toEqual({ kind: 'missing' });
      expect(await store.incident(nine)).toEqual({ kind: 'missing' });
      expect(await store.events(nine)).toEqual([]);
      expect(await store.event(nine, 1)).toBeNull();
    });

    test("that is refused saves nothing, not even its payload's ID", async () => {
      const { store } = await engine.bench();
      const { id } = changed(await tell(store, open()));
      const before = await store.pending();
      await tell(store, resolve, { target: id });
      const pending = await store.pending();
      expect(pending).not.toEqual(before);

      const refused = await tell(store, resolve, { target: id, inboxId: 'click-1' });
      expect(refused).toMatchObject({
        kind: 'refused',
        refusal: { refused: expect.stringContaining('resolved') },
      });
      expect(await store.events(id)).toHaveLength(2);
      expect(await store.pending()).toEqual(pending);

      await tell(store, { type: 'reopen', why: null }, { target: id });
      expect((await tell(store, resolve, { target: id, inboxId: 'click-1' })).kind).toBe('changed');
    });

    test('whose decision throws saves nothing', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      await owe(store, id, minute(0), { type: 'announce' });
      const held = await claimOne(store, minute(0));
      const broken = store.change({
        target: id,
        inboxId: 'click-1',
        at: minute(1),
        settles: { claim: held, as: { kind: 'done' } },
        decide: () => {
          throw new Error('a bug');
        },
      });
      await expect(broken).rejects.toThrow('a bug');
      expect(await store.pending(id)).toHaveLength(1);
      expect((await tell(store, note('x'), { target: id, inboxId: 'click-1' })).kind).toBe('changed');
    });

    test("that can't be written saves nothing", async () => {
      const { store } = await engine.bench();
      const { id } = changed(await tell(store, open()));
      const pending = await store.pending();
      const broken = store.change({
        target: id,
        inboxId: 'click-1',
        at: minute(1),
        decide: (_id, incident) => ({
          incident: incident && { ...incident, severity: 'P4' },
          // Its number is taken, so the second of them cannot be stored.
          recorded: [2, 1].map((seq) => ({
            incident: id,
            seq,
            at: minute(1),
            by: byBob,
            event: { type: 'triage_requested' },
          })),
          owed: [{ owe: { type: 'set_topic' }, due: minute(1) }],
        }),
      });
      await expect(broken).rejects.toThrow();
      expect(await store.incident(id)).toMatchObject({ incident: { seq: 1, severity: 'P1' } });
      expect(await store.events(id)).toHaveLength(1);
      expect(await store.list({ open: true, limit: 9 })).toMatchObject([{ severity: 'P1' }]);
      expect(await store.pending()).toEqual(pending);
      expect((await tell(store, note('x'), { target: id, inboxId: 'click-1' })).kind).toBe('changed');
    });

    test('that causes no event queues nothing', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      const late = await tell(store, { type: 'remind', due: minute(99) }, { target: id });
      expect(late).toMatchObject({ kind: 'changed', recorded: [], owes: false });
      expect(await store.pending()).toEqual([]);
    });
  });
