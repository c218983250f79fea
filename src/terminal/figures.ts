import { readFigures } from '../app/figures/read-figures.ts';
import { figureLines, figuresTitle } from '../domain/figures/figure-lines.ts';
import { type Basis, type Figures, leftOutReasons, measuredTimes } from '../domain/figures/figures.ts';
import { problemOwnerSchema } from '../domain/figures/tally.ts';
import { figureSpans, parseMonth, parseSpanOfFigures } from '../domain/figures/window.ts';
import { noticers } from '../domain/incident/incident.ts';
import { refuse } from '../domain/incident/refusal.ts';
import { severities } from '../domain/incident/severity.ts';
import { moment } from '../domain/text/format-time.ts';
import { asChoices } from '../domain/text/text.ts';
import type { Store } from '../store/store.ts';
import type { Printed } from './record.ts';

/** How figures are printed. */
export type FigureFormat = 'text' | 'json' | 'csv';

/** The figures of a span, as of `now` (UTC ms). */
export async function printFigures(
  store: Store,
  typed: string,
  format: FigureFormat,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): Promise<Printed> {
  const span = parseSpanOfFigures(typed);
  if (!span) return notSpan(typed);
  const figures = await readFigures(store, { span, now, timeZone }, { waits: true });
  switch (format) {
    case 'json':
      return { text: figuresJson(figures) };
    case 'csv':
      return { text: figuresCsv(figures) };
    case 'text':
      return { text: figuresText(figures, timeZone) };
  }
}

/** Only outages are told by month. */
const notSpan = (typed: string) =>
  parseMonth(typed)
    ? refuse(`"${typed}" is a month. For its outages: npx intercom-incident figures intercom ${typed}`)
    : refuse(`"${typed}" isn't a span. Use ${asChoices(figureSpans)}.`);

/** For `JSON.stringify`: times as ISO 8601 in UTC. */
export const inIso = (key: string, value: unknown): unknown =>
  typeof value === 'number' && ['from', 'to', 'at'].includes(key) ? new Date(value).toISOString() : value;

/** For reading: each figure on a line, and below it what it rests on. */
function figuresText(figures: Figures, timeZone: string): string {
  const at = (ms: number): string => moment(ms, 0, timeZone);
  const from = figures.from === null ? 'the first incident' : at(figures.from);
  return [
    `${figuresTitle(figures)} (from ${from} to ${at(figures.to)})`,
    ...figureLines(figures).flatMap(({ what, says, basis }) => ['', `${what}: ${says}`, `  ${basis}`]),
  ].join('\n');
}

/** For programs: durations in ms, times in ISO 8601 in UTC, null where there is nothing to tell. */
function figuresJson(figures: Figures): string {
  return JSON.stringify(figures, inIso, 2);
}

type Cells = readonly (string | number | null)[];

/** For spreadsheets: one number a row, with what it rests on. */
function figuresCsv(figures: Figures): string {
  const { incidents, falseAlarms, times, updates, requestIds, intercom, items } = figures;
  const rested = ({ incidents: n, leftOut }: Basis): Cells => [
    n,
    ...leftOutReasons.map((reason) => leftOut[reason]),
  ];
  const ofItems: Cells = [items.incidents, items.leftOut.drills];
  const rows: readonly Cells[] = [
    ['figure', 'of', 'value', 'unit', 'incidents', ...leftOutReasons.map((reason) => `left_out_${reason}`)],
    ['incidents', '', incidents.incidents, '', ...rested(incidents)],
    ...severities.flatMap((severity) => [
      ['incidents', severity, incidents.bySeverity[severity], '', ...rested(incidents)],
      ...problemOwnerSchema.options.map((owner) => [
        'incidents',
        `${severity} ${owner}`,
        incidents.byBoth[severity][owner],
        '',
        ...rested(incidents),
      ]),
    ]),
    ...problemOwnerSchema.options.map((owner) => [
      'incidents',
      owner,
      incidents.byOwner[owner],
      '',
      ...rested(incidents),
    ]),
    ['false_alarms', '', falseAlarms.count, '', ...rested(falseAlarms)],
    ...noticers.map((noticer) => [
      'false_alarms',
      noticer,
      falseAlarms.byNoticer[noticer],
      '',
      ...rested(falseAlarms),
    ]),
    ...measuredTimes.flatMap((measured) => {
      const { medianMs, p90Ms, assumed, ...basis } = times[measured];
      return [
        [`time_to_${measured}`, 'median', medianMs, 'ms', ...rested(basis)],
        [`time_to_${measured}`, 'p90', p90Ms, 'ms', ...rested(basis)],
        [`time_to_${measured}`, 'counted_from_declaration', assumed, '', ...rested(basis)],
      ];
    }),
    ['updates', 'promised', updates.promised, '', ...rested(updates)],
    ['updates', 'kept', updates.kept, '', ...rested(updates)],
    ['request_ids', 'collected', requestIds.collected, '', ...rested(requestIds)],
    ...intercom.map(({ month, minutes, incidents: n }) => [
      'intercom_outages',
      month,
      minutes,
      'min',
      n,
      ...leftOutReasons.map((reason) => (reason === 'unread' ? incidents.leftOut.unread : null)),
    ]),
    ['action_items', 'open', items.open, '', ...ofItems],
    ['action_items', 'overdue', items.overdue, '', ...ofItems],
    ['action_items', 'median_age', items.medianAgeMs, 'ms', ...ofItems],
  ];
  const columns = Array.from(rows[0] ?? []);
  return rows.map((row) => columns.map((_, column) => row[column] ?? '').join(',')).join('\n');
}
