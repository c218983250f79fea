import { setImmediate } from 'node:timers/promises';
import { type Asked, FigureCount } from '../../domain/figures/count.ts';
import type { Figures } from '../../domain/figures/figures.ts';
import { neededFrom, spanStart } from '../../domain/figures/window.ts';
import type { IncidentId } from '../../domain/incident/ids.ts';
import type { FiguresStore } from '../../store/figures-store.ts';

/** How many incidents are folded, and how many tallies are read, at a time: each takes a few milliseconds. */
const madeAtATime = 20;
const readAtATime = 500;
/** How long somebody in Slack waits until figures are told without what isn't read yet, ms. */
const patienceMs = 1_000;

/**
 * Makes the tallies that are missing, a few at a time, so that nothing else waits; until all are made, or `enough`. After an
 * upgrade that's those of all incidents, and then only of those that have changed.
 */
export async function makeTallies(store: FiguresStore, enough: () => boolean): Promise<void> {
  let after: IncidentId | null = null;
  do {
    after = await store.makeTallies(after, madeAtATime);
    await setImmediate();
  } while (after !== null && !enough());
}

/**
 * The figures as of now: the same for whoever asks, wherever they read them. `waits`: until everything is read, instead of
 * saying how much isn't yet.
 */
export async function readFigures(
  store: FiguresStore,
  asked: Asked,
  { waits = false }: { readonly waits?: boolean } = {},
): Promise<Figures> {
  const until = performance.now() + patienceMs;
  await makeTallies(store, () => !waits && performance.now() > until);
  const from = neededFrom(asked.span, asked.now);
  const { incidents, unread } = await store.countable(from, spanStart(asked.span, asked.now));
  const count = new FigureCount(asked);
  for (let at = 0; at < incidents.length; at += readAtATime) {
    for (const { tally } of await store.tallies(incidents.slice(at, at + readAtATime))) count.add(tally);
    await setImmediate();
  }
  return count.figures(unread, await store.openItemTallies());
}
