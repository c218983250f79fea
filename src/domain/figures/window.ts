/** The spans that figures are asked for. */
export const figureSpans = ['30d', '90d', '365d', 'all'] as const;
export type FigureSpan = (typeof figureSpans)[number];

/** The span of figures that nobody chose one for. */
export const defaultSpan: FigureSpan = '30d';

const dayMs = 86_400_000;
const spanDays: Readonly<Record<FigureSpan, number | null>> = {
  '30d': 30,
  '90d': 90,
  '365d': 365,
  all: null,
};

/** The span as people write it, such as `90d`, `90 days`, `90`, or `1y`; null if it's none. */
export function parseSpanOfFigures(text: string): FigureSpan | null {
  const span = text
    .trim()
    .toLowerCase()
    .replace(/^(\d+)(?: ?d(?:ays?)?)?$/, '$1d')
    .replace(/^(?:1 ?)?y(?:ear)?$/, '365d');
  return figureSpans.find((one) => one === span) ?? null;
}

/** When a span that ends at `now` begins, UTC ms; null: with the first incident. */
export function spanStart(span: FigureSpan, now: number): number | null {
  const days = spanDays[span];
  return days === null ? null : now - days * dayMs;
}

/** In words, as in `Figures of the last 30 days`. */
export const spanOfFiguresWords = (span: FigureSpan): string =>
  spanDays[span] === null ? 'all incidents' : `the last ${spanDays[span]} days`;

/** `2026-10`: the month in UTC that a moment (UTC ms) is in. */
export const monthOf = (ms: number): string => new Date(ms).toISOString().slice(0, 7);

/** When a month begins, and when the one after it does, UTC ms. */
export function monthBounds(month: string): { readonly from: number; readonly to: number } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { from: Date.UTC(year, number - 1), to: Date.UTC(year, number) };
}

/** Whether a month is still to come, so that nothing can be told of it. */
export const isToCome = (month: string, now: number): boolean => monthBounds(month).from > now;

/** The earliest moment that figures of a span need: its months are told whole. UTC ms; null: the first incident. */
export function neededFrom(span: FigureSpan, now: number): number | null {
  const start = spanStart(span, now);
  return start === null ? null : monthBounds(monthOf(start)).from;
}

/** `2026-10`, as people write it; null if it's no month. */
export const parseMonth = (text: string): string | null =>
  /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text.trim()) ? text.trim() : null;
