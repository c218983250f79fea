import { readOutages } from '../app/figures/read-outages.ts';
import { coveredMs } from '../domain/figures/outage-minutes.ts';
import {
  monthToCome,
  type Outage,
  type OutageReport,
  outageLines,
  outageRemarks,
  outageSummary,
} from '../domain/figures/outage-report.ts';
import { monthOf, parseMonth } from '../domain/figures/window.ts';
import { incidentName } from '../domain/incident/ids.ts';
import { refuse } from '../domain/incident/refusal.ts';
import { wholeMinutes } from '../domain/text/duration.ts';
import type { Store } from '../store/store.ts';
import { byteOrderMark, type Cell, csvLine, sheetTime } from './export/csv.ts';
import { type FigureFormat, inIso } from './figures.ts';
import type { Printed } from './record.ts';

/** The outages that Intercom caused in a month (by default the current one), private incidents among them. */
export async function printOutages(
  store: Store,
  typed: string | undefined,
  format: FigureFormat,
  now: number,
): Promise<Printed> {
  const month = typed === undefined ? monthOf(now) : parseMonth(typed);
  if (!month) return refuse(`"${typed}" isn't a month. Write it as in 2026-10.`);
  const refused = monthToCome(month, now);
  if (refused) return refused;
  const report = await readOutages(store, { month, now, known: 'all' }, { waits: true });
  switch (format) {
    case 'json':
      return { text: JSON.stringify(report, inIso, 2) };
    case 'csv':
      return { text: outagesCsv(report) };
    case 'text':
      return { text: outagesText(report) };
  }
}

function outagesText(report: OutageReport): string {
  const details = report.outages.flatMap((one) => ['', ...outageLines(one)]);
  return [outageSummary(report), ...details, ...outageRemarks(report)].join('\n');
}

/** What each column says of an outage; times are UTC, and a cell lists things with semicolons between them. */
const columns: Readonly<Record<string, (outage: Outage) => Cell>> = {
  incident: ({ incident }) => incidentName(incident),
  title: ({ title }) => title,
  severity: ({ severity }) => severity,
  minutes: ({ periods }) => wholeMinutes(coveredMs(periods)),
  ongoing: ({ ongoing }) => (ongoing ? 'yes' : 'no'),
  periods: ({ periods }) =>
    periods.map(({ from, to }) => `${sheetTime(from)} to ${sheetTime(to)}`).join('; '),
  evidence: ({ evidence }) => evidence.map(({ at, cause }) => `${sheetTime(at)}: ${cause}`).join('; '),
  request_ids: ({ requestIds }) => requestIds.join('; '),
};

/** One row an outage, then one with the minutes of all together and what couldn't be read. */
function outagesCsv(report: OutageReport): string {
  const total: Readonly<Record<string, Cell>> = {
    incident: 'total',
    title: outageRemarks(report).join(' '),
    minutes: report.minutes,
  };
  const names = Object.keys(columns);
  return (
    byteOrderMark +
    csvLine(names) +
    report.outages.map((one) => csvLine(Object.values(columns).map((cell) => cell(one)))).join('') +
    csvLine(names.map((name) => total[name] ?? null)).trimEnd()
  );
}
