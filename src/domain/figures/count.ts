import type { Noticer } from '../incident/incident.ts';
import { type Severity, severities } from '../incident/severity.ts';
import {
  type Basis,
  type Figures,
  type LeftOut,
  type MeasuredTime,
  measuredTimes,
  type TimeFigure,
} from './figures.ts';
import { type ItemTally, itemFigures } from './item-figures.ts';
import { OutageMonths, periodsUntil } from './outage-minutes.ts';
import { spreadOf } from './quantile.ts';
import { type ProblemOwner, problemOwnerSchema, type Tally } from './tally.ts';
import { timesTaken } from './times-taken.ts';
import { type FigureSpan, neededFrom, spanStart } from './window.ts';

/** What figures are asked for: the span up to `now` (UTC ms), and the zone in which action items are due. */
export type Asked = { readonly span: FigureSpan; readonly now: number; readonly timeZone: string };

const owners = problemOwnerSchema.options;
const perSeverity = <Each>(of: () => Each): Record<Severity, Each> => ({
  P1: of(),
  P2: of(),
  P3: of(),
  P4: of(),
});
const perOwner = (): Record<ProblemOwner, number> => ({ intercom: 0, ours: 0, unknown: 0 });

/** Counts the figures from tallies, which are added one by one in any order, so that they needn't all be in memory. */
export class FigureCount {
  readonly #asked: Asked;
  readonly #from: number | null;
  readonly #kinds: Record<Tally['kind'], number> = {
    real: 0,
    drill: 0,
    false_alarm: 0,
    cancelled: 0,
    duplicate: 0,
  };
  readonly #bySeverityAndOwner = perSeverity(perOwner);
  readonly #falseAlarms: Record<Noticer, number> = { person: 0, watch: 0 };
  readonly #times: Record<MeasuredTime, number[]> = {
    detect: [],
    acknowledge: [],
    mitigate: [],
    resolve: [],
  };
  readonly #outages = new OutageMonths();
  #assumed = { mitigate: 0, resolve: 0 };
  #withUpdates = 0;
  #promised = 0;
  #kept = 0;
  #requestIds = 0;

  constructor(asked: Asked) {
    this.#asked = asked;
    this.#from = spanStart(asked.span, asked.now);
  }

  add(tally: Tally): void {
    const { now } = this.#asked;
    const { kind, openedAt, noticedBy } = tally;
    if (openedAt > now) return;
    if (kind === 'real' && tally.owner === 'intercom') this.#outages.add(periodsUntil(tally.degraded, now));
    if (this.#from !== null && openedAt < this.#from) return;
    this.#kinds[kind] += 1;
    if (kind === 'false_alarm') this.#falseAlarms[noticedBy] += 1;
    if (kind !== 'real') return;
    this.#bySeverityAndOwner[tally.severity][tally.owner] += 1;
    this.#requestIds += tally.requestIds;
    this.#addTimes(tally);
    this.#addUpdates(tally);
  }

  #addTimes(tally: Tally): void {
    const taken = timesTaken(tally);
    for (const measured of measuredTimes) {
      const ms = taken[measured];
      if (ms !== null) this.#times[measured].push(ms);
    }
    if (tally.startKnown) return;
    if (taken.mitigate !== null) this.#assumed.mitigate += 1;
    if (taken.resolve !== null) this.#assumed.resolve += 1;
  }

  /** An overdue update counts as promised and not kept. */
  #addUpdates({ due, kept, nextUpdateAt }: Tally): void {
    const missing = nextUpdateAt !== null && this.#asked.now - nextUpdateAt >= 60_000 ? 1 : 0;
    this.#withUpdates += due + missing > 0 ? 1 : 0;
    this.#promised += due + missing;
    this.#kept += kept;
  }

  /** The figures of the tallies so far. `unread`: how many incidents of the span are missing; `items`: the open action items. */
  figures(unread: number, items: readonly ItemTally[]): Figures {
    const { span, now, timeZone } = this.#asked;
    const { real, drill, duplicate, false_alarm, cancelled } = this.#kinds;
    const leftOut = { drills: drill, cancelled: false_alarm + cancelled, duplicates: duplicate, unread };
    const basis = (incidents: number): Basis => ({
      incidents,
      leftOut: { ...leftOut, unknown: real - incidents },
    });
    const time = (measured: MeasuredTime, assumed: number): TimeFigure => {
      const values = this.#times[measured];
      return { ...basis(values.length), ...spreadOf(values), assumed };
    };
    const all: LeftOut = { ...leftOut, cancelled: 0, unknown: 0 };
    return {
      span,
      from: this.#from,
      to: now,
      incidents: { ...basis(real), ...this.#byKind() },
      falseAlarms: {
        incidents: real + false_alarm + cancelled,
        leftOut: all,
        count: false_alarm,
        byNoticer: { ...this.#falseAlarms },
      },
      times: {
        detect: time('detect', 0),
        acknowledge: time('acknowledge', 0),
        mitigate: time('mitigate', this.#assumed.mitigate),
        resolve: time('resolve', this.#assumed.resolve),
      },
      updates: { ...basis(this.#withUpdates), promised: this.#promised, kept: this.#kept },
      requestIds: { ...basis(real), collected: this.#requestIds },
      intercom: this.#outages.from(neededFrom(span, now)),
      items: itemFigures(items, now, timeZone),
    };
  }

  #byKind(): Pick<Figures['incidents'], 'bySeverity' | 'byOwner' | 'byBoth'> {
    const bySeverity = perSeverity(() => 0);
    const byOwner = perOwner();
    for (const severity of severities)
      for (const owner of owners) {
        bySeverity[severity] += this.#bySeverityAndOwner[severity][owner];
        byOwner[owner] += this.#bySeverityAndOwner[severity][owner];
      }
    return { bySeverity, byOwner, byBoth: this.#bySeverityAndOwner };
  }
}
