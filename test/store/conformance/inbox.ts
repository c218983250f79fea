import { describe, expect, test } from 'vitest';
import { applyCommand } from '../../../src/domain/apply-command.ts';
import type { Earlier } from '../../../src/domain/incident/commands.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { byBob, minute, policy } from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import { changed, open, quietIncident, tell } from '../support/orders.ts';

const note = (text: string) => ({ type: 'add_note', text: plainText(text), when: null }) as const;

/** Every payload once. */
export const inbox = (engine: Engine) =>
  describe('A payload', () => {
    test('that is repeated changes nothing', async () => {
      const { store } = await engine.bench();
      const { id } = changed(await tell(store, open(), { inboxId: 'view-1' }));
      for (const [command, target] of [
        [open(), 'new'],
        [note('x'), id],
      ] as const)
        expect(await tell(store, command, { target, inboxId: 'view-1' })).toMatchObject({
          kind: 'repeated',
          incident: { id },
        });
      expect(await store.list({ open: true, limit: 9 })).toHaveLength(1);
      expect(await store.events(id)).toHaveLength(1);
    });

    test('that is repeated after a restart changes nothing', async () => {
      const bench = await engine.bench();
      await tell(bench.store, open(), { inboxId: 'view-1' });
      expect((await tell(await bench.restart(), open(), { inboxId: 'view-1' })).kind).toBe('repeated');
    });

    test('is remembered even if its command caused no event', async () => {
      const { store } = await engine.bench();
      const id = await quietIncident(store);
      const late = { type: 'remind', due: minute(99) } as const;
      await tell(store, late, { target: id, inboxId: 'event-1' });
      expect((await tell(store, late, { target: id, inboxId: 'event-1' })).kind).toBe('repeated');
    });

    test('of a form with other values corrects what the form did, and is about the same incident', async () => {
      const { store } = await engine.bench();
      const declare = (title: string, content: string) =>
        tell(store, open(title), { inboxId: 'view-1', content });
      const { id } = changed(await declare('Chats hang', 'a'));
      expect(await declare('Chats hang in the EU', 'b')).toMatchObject({
        kind: 'changed',
        corrects: true,
        incident: { id, title: 'Chats hang in the EU' },
      });
      expect((await declare('Chats hang in the EU', 'b')).kind).toBe('repeated');
      expect(await declare('Chats hang', 'a')).toMatchObject({ corrects: true, incident: { id } });
      expect(await store.list({ open: true, limit: 9 })).toHaveLength(1);
    });

    test('of a form with other values is decided with what it said when it was last accepted, and when that was sent', async () => {
      const { store } = await engine.bench();
      const known: (Earlier | null)[] = [];
      const send = (title: string, content: string, n: number) =>
        store.change({
          target: 'new',
          inboxId: 'view-1',
          form: { content, command: open(title), sentAt: minute(n) },
          at: minute(n + 6),
          decide: (id, incident, earlier) => {
            known.push(earlier);
            return applyCommand(
              id,
              incident,
              { command: open(title), by: byBob, at: minute(0), earlier },
              policy,
            );
          },
        });
      await send('One', 'a', 1);
      expect((await send('', 'b', 2)).kind).toBe('refused');
      await send('Two', 'c', 3);
      await send('Three', 'd', 4);
      await send('One', 'a', 5);
      expect(known).toEqual([
        null,
        { submitted: open('One'), seq: 1, lateBefore: minute(1) },
        { submitted: open('One'), seq: 1, lateBefore: minute(1) },
        { submitted: open('Two'), seq: 2, lateBefore: minute(3) },
        { submitted: open('Three'), seq: 3, lateBefore: minute(9) },
      ]);
    });

    test('is recognized as a repetition or a correction before anything is decided', async () => {
      const { store } = await engine.bench();
      expect(await store.received('view-1', 'a')).toBeNull();
      const { id } = changed(await tell(store, open(), { inboxId: 'view-1', content: 'a' }));
      expect(await store.received('view-1', 'a')).toMatchObject({ kind: 'repeated', incident: { id } });
      expect(await store.received('view-1', 'b')).toEqual({
        kind: 'corrects',
        earlier: { submitted: open(), seq: 1, lateBefore: minute(0) },
      });
    });

    test("of a refused form corrects nothing, because that wasn't accepted", async () => {
      const { store } = await engine.bench();
      expect((await tell(store, open(''), { inboxId: 'view-1', content: 'a' })).kind).toBe('refused');
      const change = await tell(store, open(), { inboxId: 'view-1', content: 'b' });
      expect(change).toMatchObject({ kind: 'changed', corrects: false });
    });

    test('without an ID is never taken for another', async () => {
      const { store } = await engine.bench();
      await tell(store, open());
      expect((await tell(store, open())).kind).toBe('changed');
    });

    test("is forgotten when it's old, and not before", async () => {
      const { store } = await engine.bench();
      await tell(store, open(), { inboxId: 'old', at: minute(0) });
      await tell(store, open(), { inboxId: 'new', at: minute(1) });
      await store.forgetInbox(minute(1));
      expect((await tell(store, open(), { inboxId: 'new' })).kind).toBe('repeated');
      expect((await tell(store, open(), { inboxId: 'old' })).kind).toBe('changed');
    });
  });
