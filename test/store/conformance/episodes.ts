import { describe, expect, test } from 'vitest';
import { applyCommand } from '../../../src/domain/apply-command.ts';
import { declareFrom } from '../../../src/domain/decide/declare/from-proposal.ts';
import { incidentIdSchema } from '../../../src/domain/incident/ids.ts';
import { refuse } from '../../../src/domain/incident/refusal.ts';
import { dismissed, type Episode, shownIn } from '../../../src/domain/watch/episode.ts';
import { newWatch, type Watch } from '../../../src/domain/watch/watch.ts';
import type { Store } from '../../../src/store/store.ts';
import { alice, announceChannel, byAlice, minute, policy, ts } from '../../domain/support/fixtures.ts';
import { episode } from '../../domain/support/watching.ts';
import type { Engine } from '../support/bench.ts';
import { claimOne, open } from '../support/orders.ts';

const posted = { channel: announceChannel, ts: ts('1000.0009') };

/** Keeps episodes as a look of the watch does. */
const keep = (store: Store, ...changed: Episode[]): Promise<boolean> =>
  store.watch(minute(2), ({ watch }) => ({ watch, changed }));

/** What a look is given. */
async function known(store: Store) {
  const looks: { watch: Watch; recent: readonly Episode[]; atWork: number | null }[] = [];
  await store.watch(minute(9), (given) => {
    looks.push(given);
    return { watch: given.watch, changed: [] };
  });
  return looks[0];
}

const declare = (store: Store, from: Episode, inboxId: string | null = null, content = '') =>
  store.change({
    target: 'new',
    inboxId,
    form: { content, command: open(), sentAt: minute(5) },
    at: minute(5),
    decide: (id, incident, earlier, find) =>
      declareFrom(
        from.id,
        find.episode,
        id,
        incident,
        { command: open(), by: byAlice, at: minute(5), earlier },
        policy,
      ),
  });

export const episodes = (engine: Engine) =>
  describe('an episode of monitoring', () => {
    test('is saved with its effects, and both survive a restart', async () => {
      const bench = await engine.bench();
      const one = episode();
      expect(await keep(bench.store, one)).toBe(true);
      const store = await bench.restart();
      expect(await store.episode(one.id)).toEqual(one);
      expect(await claimOne(store, minute(2))).toMatchObject({
        subject: { kind: 'episode', id: one.id },
        effect: { type: 'sync_proposal' },
        key: `sync_proposal:${one.id}`,
      });
    });

    test("queues its message again when it's answered, but not when its place becomes known", async () => {
      const { store } = await engine.bench();
      const { id } = episode();
      await keep(store, episode());
      const claim = await claimOne(store, minute(2));
      const settles = { claim, as: { kind: 'done' as const } };
      const shown = await store.changeEpisode({
        id,
        at: minute(2),
        change: (one) => shownIn(one, posted),
        settles,
      });
      expect(shown).toEqual({ kind: 'changed', owes: false });
      expect(await store.pending()).toEqual([]);

      const answered = await store.changeEpisode({
        id,
        at: minute(3),
        change: (one) => dismissed(one, alice),
      });
      expect(answered).toEqual({ kind: 'changed', owes: true });
      expect(await store.episode(id)).toMatchObject({ posted, answer: { kind: 'dismissed', by: alice } });
      expect(await store.pending()).toEqual([{ key: `sync_proposal:${id}`, dueAt: minute(3) }]);
    });

    test('stays as it is if a change is refused, and still settles', async () => {
      const { store } = await engine.bench();
      await keep(store, episode());
      const claim = await claimOne(store, minute(2));
      const change = await store.changeEpisode({
        id: episode().id,
        at: minute(2),
        change: () => refuse('No.'),
        settles: { claim, as: { kind: 'done' } },
      });
      expect(change).toMatchObject({ kind: 'refused', refusal: { refused: 'No.' } });
      expect(await store.episode(episode().id)).toEqual(episode());
      expect(await store.pending()).toEqual([]);
    });

    test("that doesn't exist is reported as missing", async () => {
      const { store } = await engine.bench();
      expect(await store.episode(episode().id)).toBeNull();
      const change = await store.changeEpisode({ id: episode().id, at: minute(2), change: (one) => one });
      expect(change).toEqual({ kind: 'missing' });
    });

    test('whose suggestion was replaced stands for the one that replaced it', async () => {
      const { store } = await engine.bench();
      const later = episode({ firstBadAt: minute(8) });
      const replaced = episode({ answer: { kind: 'replaced', episode: later.id } });
      await keep(store, replaced, later);
      expect(await store.standingEpisode(replaced.id)).toEqual(later);
      expect(await store.episode(replaced.id)).toEqual(replaced);
    });

    test('is answered by the incident that is declared from it, in one transaction', async () => {
      const { store } = await engine.bench();
      await keep(store, episode());
      const change = await declare(store, episode(), 'view-1');
      expect(change).toMatchObject({
        kind: 'changed',
        owes: true,
        recorded: [{ event: { type: 'opened', firstAlert: { at: minute(1) } } }],
      });
      const first = incidentIdSchema.parse(1);
      expect(await store.episode(episode().id)).toMatchObject({
        answer: { kind: 'opened', by: alice, incident: first },
      });
      expect((await declare(store, episode(), 'view-1')).kind).toBe('repeated');
      expect((await declare(store, episode(), 'view-1', 'other words')).kind).toBe('changed');
      expect(await declare(store, episode(), 'view-2')).toMatchObject({
        kind: 'refused',
        refusal: { refused: expect.stringMatching(/^INC-1 was already declared/) },
      });
      expect(await store.list({ open: true, limit: 9 })).toHaveLength(1);
    });

    test("that can't be written leaves no incident", async () => {
      const { store } = await engine.bench();
      await keep(store, episode());
      const broken = store.change({
        target: 'new',
        inboxId: null,
        at: minute(5),
        decide(id, incident) {
          const step = applyCommand(id, incident, { command: open(), by: byAlice, at: minute(5) }, policy);
          const answered = { ...episode(), firstBadAt: -1 } as Episode;
          return 'refused' in step ? step : { ...step, answered };
        },
      });
      await expect(broken).rejects.toThrow();
      expect(await store.list({ open: true, limit: 9 })).toEqual([]);
      expect(await store.episode(episode().id)).toEqual(episode());
    });
  });

export const watch = (engine: Engine) =>
  describe('monitoring', () => {
    test('knows nothing at first', async () => {
      const { store } = await engine.bench();
      expect(await known(store)).toEqual({ watch: newWatch, recent: [], atWork: null });
    });

    test('knows after a restart what it knew before, its latest episodes oldest first', async () => {
      const bench = await engine.bench();
      const suspecting = { ...newWatch, suspectSince: minute(1), lastBadAt: minute(1), after: episode().id };
      const many = Array.from({ length: 25 }, (_, i) => episode({ firstBadAt: minute(i + 1) }));
      await bench.store.watch(minute(1), () => ({ watch: suspecting, changed: many }));
      expect(await known(await bench.restart())).toEqual({
        watch: suspecting,
        recent: many.slice(-20),
        atWork: null,
      });
    });

    test('sees an open incident, but no drill', async () => {
      const { store } = await engine.bench();
      const drill = { script: 'api_down', startedAt: minute(0) };
      await store.change({
        target: 'new',
        inboxId: null,
        at: minute(0),
        decide: (id, incident) =>
          applyCommand(id, incident, { command: { ...open(), drill }, by: byAlice, at: minute(0) }, policy),
      });
      expect((await known(store))?.atWork).toBeNull();
      await declare(store, episode());
      expect((await known(store))?.atWork).toBe(2);
    });
  });
