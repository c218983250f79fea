import type { KnownBlock } from '@slack/types';
import { figureLines, figuresTitle } from '../../domain/figures/figure-lines.ts';
import type { Figures } from '../../domain/figures/figures.ts';
import { joined, mrkdwn } from '../text/mrkdwn.ts';
import { header, type Message, message, sections } from './blocks.ts';

/** The figures, for one person. */
export function figuresMessage(figures: Figures): Message {
  const title = mrkdwn`${figuresTitle(figures)}`;
  const lines = figureLines(figures).map(({ what, says, basis }) => mrkdwn`${what}: ${says} (${basis})`);
  return message(joined([title, ...lines], '\n').value, figuresBlocks(figures));
}

/** The same in the Home tab: each figure, and below it the incidents that it rests on. */
export const figuresBlocks = (figures: Figures): KnownBlock[] => [
  header(figuresTitle(figures)),
  ...sections(
    figureLines(figures).map(({ what, says, basis }) => mrkdwn`*${what}:* ${says}\n        _${basis}_`),
  ),
];
