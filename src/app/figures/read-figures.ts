import { setImmediate } from 'node:timers/promises';
import { type Asked, FigureCount } from '../../domain/figures/count.ts';
import type { Figures } from '../../domain/figures/figures.ts';
import { neededFrom, spanStart } from '../../domain/figures/window.ts';
import type { IncidentId } from '../../domain/incident/ids.ts';
import type { FiguresStore, TalliedIncident } from '../../store/figures-store.ts';

/** How many incidents are folded, and how many tallies are read, at a time: each takes milliseconds. */
const madeAtATime = 5;
const readAtATime = 500;
/** How long someone in Slack waits before they get the figures without what isn't read yet, ms. */
const patienceMs = 1_000;

/**
 * Makes the tallies that are missing, a few at a time, so that nothing else waits; until all are made, or `enough`. After an
 * upgrade that's those of all incidents, and then only of those that have changed.
 */
export async function makeTallies(
  store: Pick<FiguresStore, 'makeTallies'>,
  enough: () => boolean,
): Promise<void> {
  let after: IncidentId | null = null;
  do {
    after = await store.makeTallies(after, madeAtATime);
    await setImmediate();
  } while (after !== null && !enough());
}

/** Whether to wait until everything is read, instead of saying how much isn't yet. */
type Patience = { readonly waits?: boolean };

/**
 * Shows every incident that can matter from `from` on (UTC ms; null: all) with its tally; returns how many of those that
 * were declared at `declaredSince` or later couldn't be read.
 */
export async function eachTally(
  store: FiguresStore,
  { from, declaredSince }: { readonly from: number | null; readonly declaredSince: number | null },
  see: (one: TalliedIncident) => void,
  { waits = false }: Patience,
): Promise<number> {
  const until = performance.now() + patienceMs;
  await makeTallies(store, () => !waits && performance.now() > until);
  const { incidents, unread } = await store.countable(from, declaredSince);
  for (let at = 0; at < incidents.length; at += readAtATime) {
    for (const one of await store.tallies(incidents.slice(at, at + readAtATime))) see(one);
    await setImmediate();
  }
  return unread;
}

/** The figures as of now: the same for whoever asks, wherever they read them. */
export async function readFigures(
  store: FiguresStore,
  asked: Asked,
  patience: Patience = {},
): Promise<Figures> {
  const { span, now } = asked;
  const count = new FigureCount(asked);
  const wanted = { from: neededFrom(span, now), declaredSince: spanStart(span, now) };
  const unread = await eachTally(store, wanted, ({ tally }) => count.add(tally), patience);
  return count.figures(unread, await store.openItemTallies());
}
