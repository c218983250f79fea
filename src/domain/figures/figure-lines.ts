import { severities } from '../incident/severity.ts';
import { approxDuration } from '../text/duration.ts';
import { counted } from '../text/text.ts';
import {
  type Basis,
  type Figures,
  type LeftOut,
  leftOutReasons,
  type MeasuredTime,
  measuredTimes,
  type TimeFigure,
} from './figures.ts';
import { type ProblemOwner, problemOwnerSchema } from './tally.ts';
import { spanOfFiguresWords } from './window.ts';

/** One figure in words: what it is, what it says, and on which incidents it rests. */
export type FigureLine = { readonly what: string; readonly says: string; readonly basis: string };

/** What is measured, as people read it. */
export const timeWords: Readonly<Record<MeasuredTime, string>> = {
  detect: 'Time to detect',
  acknowledge: 'Time to acknowledge',
  mitigate: 'Time to mitigate',
  resolve: 'Time to resolve',
};

const ownerWords: Readonly<Record<ProblemOwner, string>> = {
  intercom: 'Intercom',
  ours: 'ours',
  unknown: 'not known',
};

/** What the incidents lack that a time leaves out as `unknown`. */
const lacking: Readonly<Record<MeasuredTime, string>> = {
  detect: 'without a known start',
  acknowledge: 'without a commander',
  mitigate: 'not mitigated',
  resolve: 'not resolved',
};

/** `Figures of the last 30 days`. */
export const figuresTitle = ({ span }: Pick<Figures, 'span'>): string =>
  `Figures of ${spanOfFiguresWords(span)}`;

/** The figures in words, the same wherever people read them; where nothing is to be counted, one line says so. */
export const figureLines = (figures: Figures): FigureLine[] =>
  figures.incidents.incidents > 0 ? allLines(figures) : linesWithoutIncidents(figures);

/** What can still be told where no incident counts. */
const linesWithoutIncidents = (figures: Figures): FigureLine[] => [
  { what: 'Incidents', says: 'none', basis: leftOutWords(figures.incidents.leftOut) || 'nothing left out' },
  ...(figures.falseAlarms.count > 0 ? [falseAlarmLine(figures)] : []),
  ...(figures.intercom.length > 0 ? [outageLine(figures)] : []),
  ...(figures.items.open > 0 ? [itemLine(figures)] : []),
];

const allLines = (figures: Figures): FigureLine[] => [
  ...incidentLines(figures),
  falseAlarmLine(figures),
  ...measuredTimes.map((measured) => timeLine(measured, figures.times[measured])),
  {
    what: 'Updates on time',
    says: `${figures.updates.kept} of ${figures.updates.promised}`,
    basis: basisWords(figures.updates, 'with no update due'),
  },
  {
    what: 'request_ids collected',
    says: String(figures.requestIds.collected),
    basis: basisWords(figures.requestIds),
  },
  outageLine(figures),
  itemLine(figures),
];

function incidentLines({ incidents }: Figures): FigureLine[] {
  const owners = (counts: Readonly<Record<ProblemOwner, number>>): string =>
    problemOwnerSchema.options.map((owner) => `${ownerWords[owner]} ${counts[owner]}`).join(', ');
  const bySeverity = severities.map((severity) => {
    const count = incidents.bySeverity[severity];
    return count === 0 ? `${severity} 0` : `${severity} ${count} (${owners(incidents.byBoth[severity])})`;
  });
  const basis = basisWords(incidents);
  return [
    { what: 'Incidents', says: String(incidents.incidents), basis },
    { what: 'By severity', says: bySeverity.join('; '), basis },
    { what: 'By owner of the problem', says: owners(incidents.byOwner), basis },
  ];
}

function falseAlarmLine({ falseAlarms }: Figures): FigureLine {
  const { count, byNoticer } = falseAlarms;
  const from = `${byNoticer.watch} from monitoring, ${byNoticer.person} from people`;
  const says = count === 0 ? '0' : `${count} (${from})`;
  return { what: 'False alarms', says, basis: basisWords(falseAlarms) };
}

function timeLine(measured: MeasuredTime, figure: TimeFigure): FigureLine {
  const { medianMs, p90Ms, assumed } = figure;
  const says =
    medianMs === null || p90Ms === null
      ? 'nothing to measure yet'
      : `median ${approxDuration(medianMs)}, 90th percentile ${approxDuration(p90Ms)}`;
  const guessed =
    assumed > 0 ? `; ${assumed} counted from the declaration, as nobody said when it started` : '';
  return { what: timeWords[measured], says, basis: `${basisWords(figure, lacking[measured])}${guessed}` };
}

/** `of 9 incidents; left out: 2 drills, 1 cancelled`. */
function basisWords({ incidents, leftOut }: Basis, lack?: string): string {
  const left = leftOutWords(leftOut, lack);
  return `of ${counted(incidents, 'incident')}${left && `; ${left}`}`;
}

/** `left out: 2 drills, 1 cancelled`; empty if nothing is. `lack`: what those that are unknown lack. */
function leftOutWords(leftOut: LeftOut, lack = 'not known'): string {
  const words: Readonly<Record<keyof LeftOut, (n: number) => string>> = {
    drills: (n) => counted(n, 'drill'),
    cancelled: (n) => `${n} cancelled`,
    duplicates: (n) => counted(n, 'duplicate'),
    unread: (n) => `${n} not read yet`,
    unknown: (n) => `${n} ${lack}`,
  };
  const left = leftOutReasons.flatMap((reason) =>
    leftOut[reason] > 0 ? words[reason](leftOut[reason]) : [],
  );
  return left.length > 0 ? `left out: ${left.join(', ')}` : '';
}

function outageLine({ intercom, incidents }: Figures): FigureLine {
  const months = intercom.map(
    ({ month, minutes, incidents: n }) => `${month} ${minutes} min (${counted(n, 'incident')})`,
  );
  const unread = incidents.leftOut.unread;
  return {
    what: 'Outages caused by Intercom',
    says: months.length > 0 ? months.join(', ') : 'none',
    basis: `of whole months in UTC; two at once count once${unread > 0 ? `; left out: ${unread} not read yet` : ''}`,
  };
}

function itemLine({ items }: Figures): FigureLine {
  const { open, overdue, medianAgeMs, incidents, leftOut } = items;
  const age = medianAgeMs === null ? '' : `, median age ${approxDuration(medianAgeMs)}`;
  const drills = leftOut.drills > 0 ? `; left out: ${leftOut.drills} of drills` : '';
  return {
    what: 'Action items',
    says: `${open} open, ${overdue} overdue${age}`,
    basis: `of ${counted(incidents, 'incident')}, as they stand now${drills}`,
  };
}
