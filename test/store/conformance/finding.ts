import { describe, expect, test } from 'vitest';
import { needlesIn } from '../../../src/domain/find/terms.ts';
import { anything, type Wanted } from '../../../src/domain/find/wanted.ts';
import type { Command } from '../../../src/domain/incident/commands.ts';
import type { IncidentId } from '../../../src/domain/incident/ids.ts';
import { workingStatusSchema } from '../../../src/domain/incident/status.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import type { Known } from '../../../src/store/found.ts';
import type { Store } from '../../../src/store/store.ts';
import { emptyReview, minute } from '../../domain/support/fixtures.ts';
import type { Engine } from '../support/bench.ts';
import { changed, open, tell } from '../support/orders.ts';

const note = (text: string) => ({ type: 'add_note', text: plainText(text), when: null }) as const;

/** The numbers of the incidents that are found. */
async function found(
  store: Store,
  words: string,
  {
    known = [],
    before = null,
    limit = 9,
    ...filters
  }: Partial<Wanted> & {
    known?: Known;
    before?: IncidentId | null;
    limit?: number;
  } = {},
): Promise<number[]> {
  const wanted = { ...anything, needles: needlesIn(words), ...filters };
  return (await store.find(wanted, { before, limit, known })).map(({ id }) => id);
}

async function declared(store: Store, title: string, ...then: Command[]): Promise<IncidentId> {
  const { id } = changed(await tell(store, open(title)));
  for (const command of then) changed(await tell(store, command, { target: id }));
  return id;
}

/** Finding incidents by their words. */
export const finding = (engine: Engine) =>
  describe('finding', () => {
    test('finds an incident by its title, its notes, causes, request_ids, and what is written at the close', async () => {
      const { store } = await engine.bench();
      await declared(store, 'Something else');
      const id = await declared(
        store,
        'Inbox hangs',
        note('The gateway was restarted'),
        { type: 'change_line', line: 'cause', text: plainText('Expired certificate') },
        {
          type: 'record_request_ids',
          seen: [{ requestId: '3f1c2d4e-0000-4000-8000-00000000abcd', source: 'explain', where: null }],
        },
        {
          type: 'close',
          ...emptyReview,
          rootCause: plainText('Nobody renewed it'),
          summary: plainText('Out for an hour'),
        },
      );
      for (const words of [
        'inbox',
        'gateway restarted',
        'expired',
        '3f1c2d4e-0000-4000-8000-00000000abcd',
        '3f1c2d4e-0000-40',
        '00000000abcd',
        'renewed',
        'out for an hour',
        `INC-${id}`,
      ])
        expect([words, await found(store, words)]).toEqual([words, [id]]);
      expect(await found(store, 'nothing like it')).toEqual([]);
    });

    test('finds words wherever they are in one incident, and their beginnings', async () => {
      const { store } = await engine.bench();
      const id = await declared(store, 'Inbox hangs', note('one'), note('Rolled back'));
      await declared(store, 'Inbox is slow');
      expect(await found(store, 'inbox rolled')).toEqual([id]);
      expect(await found(store, 'roll')).toEqual([id]);
      expect(await found(store, 'hung rolled')).toEqual([]);
    });

    test.each([
      '"',
      '""',
      '*',
      'inbox*',
      'inbox AND',
      'inbox NOT hangs',
      'NEAR(inbox hangs, 2)',
      '-inbox',
      'words:inbox',
      '^inbox',
      '(inbox',
      "inbox'; DROP TABLE search;--",
      '=owner:intercom',
      '{a b}: inbox',
      '\u0000inbox',
      '\ud800',
      '🔥',
      'x'.repeat(5_000),
      'a '.repeat(3_000),
    ])('reads %j as words, never as an instruction', async (typed) => {
      const { store } = await engine.bench();
      await declared(store, 'Inbox hangs');
      expect(await found(store, typed)).toBeInstanceOf(Array);
      expect(await found(store, 'inbox')).toEqual([1]);
    });

    test.each([
      ['Störung im Postfach', 'storung'],
      ['Störung im Postfach', 'STÖRUNG'],
      ['Große Verzögerung', 'grosse verzog'],
      ['Łódź nie działa', 'lodz dziala'],
      ['チャットが遅い', '遅い'],
      ['チャットが遅い', 'チャット'],
      ['チャットが遅い', 'ﾁｬｯﾄ'],
      ['客户对话无法加载', '对话'],
      ['Η συνομιλία', 'ΣΥΝΟΜΙΛΙΑ'],
      ['Диалоги не грузятся', 'диалоги'],
      ['대화가 느려요', '대화'],
      ["It can't send", 'cant'],
      ['Error token_revoked since noon', 'token_revoked'],
      ['Error token_revoked since noon', 'token revoked'],
      ['Error token_revoked since noon', 'revoked'],
    ])('finds the title %j by %j', async (title, words) => {
      const { store } = await engine.bench();
      const id = await declared(store, title);
      await declared(store, 'Something else, 他の, иное');
      expect(await found(store, words)).toEqual([id]);
    });

    test('finds what was corrected by its new words, and no longer by the old ones', async () => {
      const { store } = await engine.bench();
      const id = await declared(store, 'Inbox hangs', note('The firewall did it'), {
        type: 'edit_entry',
        of: 2,
        text: plainText('The proxy did it'),
        when: null,
        untouched: [],
      });
      expect([await found(store, 'firewall'), await found(store, 'proxy')]).toEqual([[], [id]]);
      await tell(
        store,
        { type: 'close', ...emptyReview, rootCause: plainText('A gremlin') },
        { target: id, inboxId: 'form', content: 'one' },
      );
      expect(await found(store, 'gremlin')).toEqual([id]);
      await tell(
        store,
        { type: 'close', ...emptyReview, rootCause: plainText('A goblin') },
        { target: id, inboxId: 'form', content: 'two' },
      );
      expect([await found(store, 'gremlin'), await found(store, 'goblin')]).toEqual([[], [id]]);
    });

    test('finds nothing that is hidden, until it is restored, and what is said elsewhere all the same', async () => {
      const { store } = await engine.bench();
      const id = await declared(store, 'Inbox hangs', note('inbox behind the firewall'), note('inbox'), {
        type: 'hide_entry',
        of: 2,
        why: null,
      });
      expect([await found(store, 'firewall'), await found(store, 'inbox')]).toEqual([[], [id]]);
      await tell(store, { type: 'restore_entry', of: 2 }, { target: id });
      expect(await found(store, 'firewall')).toEqual([id]);
    });

    test('finds nothing that was forgotten, and finds the rest as before', async () => {
      const bench = await engine.bench();
      const { store } = bench;
      const id = await declared(store, 'Inbox hangs', note('zzhunter2secret'), note('Rolled back'));
      expect(await found(store, 'zzhunter2secret')).toEqual([id]);
      await store.forgetWords(id, 2);
      expect(await found(store, 'zzhunter2secret')).toEqual([]);
      expect(await found(store, 'rolled')).toEqual([id]);
    });

    test('finds words of a long record together, wherever it has them', async () => {
      const { store } = await engine.bench();
      const many = (letter: string) => Array.from({ length: 450 }, (_, n) => `${letter}${n}`).join(' ');
      const id = await declared(store, 'Inbox hangs', note(many('k')), note(many('m')), note(many('p')));
      await declared(store, 'Inbox hangs', note('k3 m9'));
      expect(await found(store, 'k3 inbox m9 p449')).toEqual([id]);
      expect(await found(store, 'k3 p450')).toEqual([]);
    });

    test('shows private incidents only to those who know of them', async () => {
      const { store } = await engine.bench();
      const { id } = changed(await tell(store, { ...open('Keys leaked'), visibility: 'members' }));
      expect(await found(store, 'keys')).toEqual([]);
      expect(await found(store, 'keys', { known: [id] })).toEqual([id]);
      expect(await found(store, 'keys', { known: 'all' })).toEqual([id]);
      expect(await found(store, '')).toEqual([]);
    });

    test('keeps to the severities, open ones, and the time that are asked for', async () => {
      const { store } = await engine.bench();
      const one = await declared(store, 'Inbox hangs', { type: 'change_severity', to: 'P3', why: null });
      const two = await declared(store, 'Inbox is slow', { type: 'resolve', fix: null });
      const three = changed(await tell(store, open('Inbox is gone'), { at: minute(60) })).id;
      expect(await found(store, 'inbox')).toEqual([three, two, one]);
      expect(await found(store, 'inbox', { severities: ['P3'] })).toEqual([one]);
      expect(await found(store, 'inbox', { severities: ['P1', 'P3'] })).toEqual([three, two, one]);
      expect(await found(store, 'inbox', { severities: ['P4'] })).toEqual([]);
      const working = workingStatusSchema.options;
      expect(await found(store, 'inbox', { statuses: working })).toEqual([three, one]);
      expect(await found(store, 'inbox', { statuses: ['RESOLVED'] })).toEqual([two]);
      expect(await found(store, '', { statuses: ['RESOLVED', 'INVESTIGATING'] })).toEqual([three, two, one]);
      expect(await found(store, 'inbox', { since: minute(1) })).toEqual([three]);
      expect(await found(store, '', { statuses: working, severities: ['P1'] })).toEqual([three]);
    });

    test('goes through everything in pages, newest first', async () => {
      const { store } = await engine.bench();
      const ids = [];
      for (const n of [1, 2, 3, 4, 5]) ids.push(await declared(store, `Inbox ${n}`));
      expect(await found(store, 'inbox', { limit: 2 })).toEqual([5, 4]);
      expect(await found(store, 'inbox', { limit: 2, before: ids[3] ?? null })).toEqual([3, 2]);
      expect(await found(store, '', { limit: 9, before: ids[1] ?? null })).toEqual([1]);
    });

    test('finds the same after a restart, and has everything in the index', async () => {
      const bench = await engine.bench();
      const id = await declared(bench.store, 'Inbox hangs', note('Rolled back'));
      const store = await bench.restart();
      expect(await store.unindexed()).toEqual([]);
      expect(await store.indexMore()).toBe(false);
      expect(await found(store, 'rolled')).toEqual([id]);
    });

    test("leaves out what this version can't read, says so, and doesn't try again and again", async () => {
      const bench = await engine.bench();
      const id = await declared(bench.store, 'Inbox hangs', note('Rolled back'));
      await bench.plantEvent(id, 2, '{"type":"note_added_v0","words":"x"}');
      await bench.unindex(id);
      const store = await bench.restart();
      expect([await store.indexMore(), await store.indexMore()]).toEqual([true, false]);
      expect(await store.unindexed()).toEqual([id]);
      expect(await found(store, 'inbox')).toEqual([]);
      expect(await found(store, '')).toEqual([id]);
    });
  });
