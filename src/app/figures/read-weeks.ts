import { type FigureWeek, WeekCount } from '../../domain/figures/weeks.ts';
import { type FigureSpan, neededFrom } from '../../domain/figures/window.ts';
import type { FiguresStore } from '../../store/figures-store.ts';
import { eachTally } from './read-figures.ts';

/** The weeks of a span up to `now` (UTC ms), oldest first. */
export async function readWeeks(store: FiguresStore, span: FigureSpan, now: number): Promise<FigureWeek[]> {
  const count = new WeekCount(span, now);
  await eachTally(
    store,
    { from: neededFrom(span, now), declaredSince: null },
    ({ tally }) => count.add(tally),
    {},
  );
  return count.weeks();
}
