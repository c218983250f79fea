import type { KnownBlock } from '@slack/types';
import { figureLines, figuresTitle } from '../../domain/figures/figure-lines.ts';
import type { Figures } from '../../domain/figures/figures.ts';
import {
  type OutageReport,
  outageLines,
  outageRemarks,
  outageSummary,
} from '../../domain/figures/outage-report.ts';
import { clip } from '../../domain/text/text.ts';
import { actionIds } from '../ids.ts';
import { joined, type Mrkdwn, mrkdwn } from '../text/mrkdwn.ts';
import {
  actions,
  answerMax,
  button,
  header,
  howManyFit,
  type Message,
  message,
  section,
  sections,
} from './blocks.ts';

/** The figures, for one person. */
export function figuresMessage(figures: Figures): Message {
  const title = mrkdwn`${figuresTitle(figures)}`;
  const lines = figureLines(figures).map(({ what, says, basis }) => mrkdwn`${what}: ${says} (${basis})`);
  return message(joined([title, ...lines], '\n').value, [
    ...figuresBlocks(figures),
    actions(button('Send me a chart', actionIds.figuresChart, figures.span)),
  ]);
}

/** The same in the Home tab: each figure, and below it the incidents that it rests on. */
export const figuresBlocks = (figures: Figures): KnownBlock[] => [
  header(figuresTitle(figures)),
  ...figureLines(figures).map(({ what, says, basis }) => section(mrkdwn`*${what}:* ${says}\n_${basis}_`)),
];

/** Slack shows so much of one outage; the terminal has all of it. */
const lineMax = 700;

/** The outages of a month, for one person. */
export function outagesMessage(report: OutageReport): Message {
  const all = report.outages.map((one): Mrkdwn => {
    const [what = '', ...rest] = outageLines(one).map((line) => clip(line, lineMax));
    return joined([mrkdwn`*${what}*`, ...rest.map((line) => mrkdwn`${line}`)], '\n');
  });
  const shown = all.slice(0, howManyFit(all, answerMax));
  const more =
    shown.length < all.length ||
    report.outages.some((one) => outageLines(one).some((line) => line.length > lineMax))
      ? [mrkdwn`All of it: \`npx intercom-incident figures intercom ${report.month}\` in the terminal.`]
      : [];
  const lines = [
    mrkdwn`${outageSummary(report)}`,
    ...shown,
    ...outageRemarks(report).map((remark) => mrkdwn`${remark}`),
    ...more,
  ];
  return message(joined(lines, '\n').value, sections(lines));
}
