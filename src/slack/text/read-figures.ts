import { type FigureSpan, figureSpans, parseMonth, parseSpanOfFigures } from '../../domain/figures/window.ts';
import { asChoices, clip, type PlainText } from '../../domain/text/text.ts';
import { commandName } from '../ids.ts';

/** Which figures somebody asks for, or what's wrong with how. Null: nobody chose a span, or a month. */
export type FiguresAsked =
  | { readonly kind: 'figures'; readonly span: FigureSpan | null }
  | { readonly kind: 'outages'; readonly month: string | null }
  | { readonly kind: 'mistake'; readonly sentence: string };

/** Reads `[30d, 90d, 365d, all]`, or `intercom [2026-10]`. */
export function readFiguresAsked(typed: PlainText): FiguresAsked {
  const [, ofIntercom] = /^intercom(?:\s+(\S.*)|\s*)$/i.exec(typed) ?? [];
  if (/^intercom\b/i.test(typed)) return outagesAsked(ofIntercom?.trim() ?? '');
  const span = typed === '' ? null : parseSpanOfFigures(typed);
  if (typed === '' || span) return { kind: 'figures', span };
  if (parseMonth(typed)) return monthAlone(typed);
  const spans = asChoices(figureSpans.map((one) => `\`${one}\``));
  return {
    kind: 'mistake',
    sentence: `"${clip(typed, 60)}" isn't a span. Nothing was counted. Run \`${commandName} figures\` with ${spans}.`,
  };
}

/** Only outages are told by month. */
const monthAlone = (typed: string): FiguresAsked => ({
  kind: 'mistake',
  sentence: `"${clip(typed, 60)}" is a month. Nothing was counted. For its outages, run \`${commandName} figures intercom ${typed}\`.`,
});

function outagesAsked(typed: string): FiguresAsked {
  const month = parseMonth(typed);
  if (month || typed === '') return { kind: 'outages', month };
  return {
    kind: 'mistake',
    sentence: `"${clip(typed, 60)}" isn't a month. Nothing was counted. Write it as in \`${commandName} figures intercom 2026-10\`.`,
  };
}
