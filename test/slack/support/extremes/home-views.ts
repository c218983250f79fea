import { closedHomeView, homeView } from '../../../../src/slack/views/app-home.ts';
import { figuresMessage, outagesMessage } from '../../../../src/slack/views/figures.ts';
import { largestFigures, manyOutages, noFigures } from '../../../domain/figures/extreme-figures.ts';
import { at, rows, time } from '../incidents.ts';
import { type Extreme, on } from './extreme.ts';
import { longText, type TextKind } from './texts.ts';

/** The Home tab at its longest, and at its emptiest. */
export function homeViews(kind: TextKind): Extreme[] {
  const over = { title: longText(kind, 150) };
  const open = rows(200, 1, () => over);
  const closedAt = at('2026-11-21T14:04:00Z');
  const ended = [
    ...rows(200, 201, () => ({ ...over, status: 'CLOSED', closedAt, nextUpdateAt: null })),
    ...rows(200, 401, () => ({ ...over, status: 'RESOLVED', resolvedAt: closedAt, channel: null })),
  ];
  const nothingSet = { asked: false, health: null, watchEveryMs: null };
  const checked = { intercom: longText(kind), statusPage: 'https://www.finstatus.com' };
  const span = { amount: 999_999, unit: 'bd' } as const;
  const pace = { triageEvery: { P1: span, P2: span, P3: span, P4: span } };
  const figures = largestFigures(time.now);
  return [
    ...on(figuresMessage, 'as large as they get', figures),
    ...on(outagesMessage, 'hundreds of outages', manyOutages(longText(kind, 150), time.now)),
    ...on(
      homeView,
      '200 open and 400 ended',
      { open, ended, figures },
      { ...checked, asked: true, health: longText(kind), watchEveryMs: 1e12 },
      pace,
      time,
    ),
    ...on(
      homeView,
      'no channel, nobody in command, nothing set',
      {
        open: rows(1, 1, () => ({ ...over, channel: null, commander: null, nextUpdateAt: closedAt })),
        ended: [],
        figures: noFigures(time.now),
      },
      { ...checked, ...nothingSet },
      pace,
      time,
    ),
    ...on(closedHomeView, 'a long reason', longText(kind, 300)),
    ...on(
      homeView,
      'no incidents',
      { open: [], ended: [], figures: noFigures(time.now) },
      { ...checked, ...nothingSet },
      pace,
      time,
    ),
  ];
}
