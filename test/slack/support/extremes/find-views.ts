import { findModal, foundMessage } from '../../../../src/slack/views/find.ts';
import { rows, time } from '../incidents.ts';
import { type Extreme, on } from './extreme.ts';
import { longText, type TextKind } from './texts.ts';

/** What was found, at its longest and where there is nothing. */
export function findViews(kind: TextKind): Extreme[] {
  const long = rows(20, 1, () => ({ title: longText(kind, 150), status: 'CLOSED' as const }));
  const hits = long.map((row) => ({ row, why: { where: 'What fixed it', text: longText(kind, 160) } }));
  const starts = long.map(({ id }) => id);
  return [
    ...(['find', 'list', 'form'] as const).flatMap((place) => [
      ...on(
        foundMessage,
        `${place}: 20 with their reasons`,
        { hits, older: true, searched: 'readable' },
        { place, typed: longText(kind, 300), starts },
        time,
      ),
      ...on(
        foundMessage,
        `${place}: none`,
        { hits: [], older: false, searched: 'all' },
        { place, typed: '', starts: [] },
        time,
      ),
    ]),
    ...on(findModal, 'as it is'),
  ];
}

/** Earlier incidents, each with the longest that can be said of how it was solved. */
export const solvedViews = (kind: TextKind) =>
  rows(2, 1, () => ({ title: longText(kind, 150), status: 'CLOSED' as const })).map((row) => ({
    row,
    rootCause: longText(kind),
    fix: longText(kind),
  }));
