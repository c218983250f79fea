import { type FigureSpan, figureSpans, parseSpanOfFigures } from '../../domain/figures/window.ts';
import { clip, inSeries, type PlainText } from '../../domain/text/text.ts';
import { commandName } from '../ids.ts';

/** Which figures somebody asks for, or what's wrong with how. `span` null: nobody chose one. */
export type FiguresAsked =
  | { readonly kind: 'figures'; readonly span: FigureSpan | null }
  | { readonly kind: 'mistake'; readonly sentence: string };

/** Reads `[30d, 90d, 365d, all]`. */
export function readFiguresAsked(typed: PlainText): FiguresAsked {
  const span = typed === '' ? null : parseSpanOfFigures(typed);
  if (typed === '' || span) return { kind: 'figures', span };
  const spans = inSeries(figureSpans.map((one) => `\`${one}\``));
  return {
    kind: 'mistake',
    sentence: `"${clip(typed, 60)}" isn't a span. Nothing was counted. Run \`${commandName} figures\` with ${spans}.`,
  };
}
