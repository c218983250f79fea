import type { Noticer } from '../incident/incident.ts';
import type { Severity } from '../incident/severity.ts';
import type { ItemFigures } from './item-figures.ts';
import type { OutageMonth } from './outage-minutes.ts';
import type { Spread } from './quantile.ts';
import type { ProblemOwner } from './tally.ts';
import type { FigureSpan } from './window.ts';

/** Why incidents of the span aren't in a figure, and how many. */
export const leftOutReasons = ['drills', 'cancelled', 'duplicates', 'unread', 'unknown'] as const;
/** `unread`: this version hasn't read them, or can't; `unknown`: the time isn't known, or hasn't come. */
export type LeftOut = Readonly<Record<(typeof leftOutReasons)[number], number>>;

/** How many incidents a figure rests on, and which it leaves out. */
export type Basis = { readonly incidents: number; readonly leftOut: LeftOut };

/** The times that figures measure in an incident. */
export const measuredTimes = ['detect', 'acknowledge', 'mitigate', 'resolve'] as const;
export type MeasuredTime = (typeof measuredTimes)[number];

/** How long something took. `assumed`: how many of the incidents count from the declaration, because nobody said when they began. */
export type TimeFigure = Basis & Spread & { readonly assumed: number };

/** The figures of the incidents that were declared in a span. */
export type Figures = {
  readonly span: FigureSpan;
  /** UTC ms; null: from the first incident. */
  readonly from: number | null;
  readonly to: number;
  readonly incidents: Basis & {
    readonly bySeverity: Readonly<Record<Severity, number>>;
    readonly byOwner: Readonly<Record<ProblemOwner, number>>;
    readonly byBoth: Readonly<Record<Severity, Readonly<Record<ProblemOwner, number>>>>;
  };
  /** Out of all that were declared, cancelled ones included. */
  readonly falseAlarms: Basis & {
    readonly count: number;
    readonly byNoticer: Readonly<Record<Noticer, number>>;
  };
  readonly times: Readonly<Record<MeasuredTime, TimeFigure>>;
  /** Updates that were due by now. */
  readonly updates: Basis & { readonly promised: number; readonly kept: number };
  readonly requestIds: Basis & { readonly collected: number };
  /** Every month that the span touches, whole; whenever its incidents were declared. */
  readonly intercom: readonly OutageMonth[];
  /** The action items of all incidents, as they are now. */
  readonly items: ItemFigures;
};
