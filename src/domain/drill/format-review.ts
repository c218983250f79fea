import type { Millis } from '../incident/ids.ts';
import { targetWords } from '../incident/promises/response-target.ts';
import { isKept } from '../incident/promises/update-deadline.ts';
import { approxDuration, wholeMinutes } from '../text/duration.ts';
import { clockTime } from '../text/format-time.ts';
import { clip, oneLine } from '../text/text.ts';
import { ownerWord } from '../triage/format.ts';
import type { DrillReview } from './review.ts';

/** One line of the review: what was measured, how it went, and what good looks like. */
export type Measured = {
  readonly what: string;
  readonly went: string;
  readonly good: string;
  readonly well: boolean;
};

/** What was really wrong, in lines. */
export const truthLines = ({ script: { truth } }: DrillReview): string[] => [
  `Whose problem: ${ownerWord(truth.owner)} (${truth.kind}, ${truth.severity})`,
  truth.cause,
  `Based on: ${truth.drawnFrom}`,
];

/** The measurements in words, in the order of an incident. Clock times are UTC. */
export const measurements = (review: DrillReview): Measured[] => [
  declared(review),
  command(review),
  cause(review),
  severity(review),
  updates(review),
  requestIds(review),
];

/** How soon a practiced team declares an outage, ms. */
const declareWithinMs = 5 * 60_000;
/** The longest that a cause is quoted, in characters. */
const causeMax = 200;
/** How soon people name the right cause once the checks show it, ms. */
const sayWithinMs = 10 * 60_000;

function declared({ startedAt, declaredAt }: DrillReview): Measured {
  return {
    what: 'Time to declare',
    went: `${approxDuration(declaredAt - startedAt)} after the first symptom`,
    good: 'within 5 min. A false alarm costs less than a late declaration',
    well: declaredAt - startedAt <= declareWithinMs,
  };
}

function command({ declaredAt, commandAt, respondBy, respondTarget }: DrillReview): Measured {
  return {
    what: 'Time to take command',
    went:
      commandAt === null
        ? 'nobody took command'
        : sinceOr(commandAt - declaredAt, 'at declaration', 'after the declaration'),
    good: `within the response target${respondTarget ? ` (${targetWords(respondTarget)})` : ''}. One person decides so the others can work`,
    well: commandAt !== null && commandAt <= respondBy,
  };
}

function cause({ script, startedAt, shownAt, named }: DrillReview): Measured {
  const checks =
    shownAt === null
      ? 'nobody ran the checks while they showed it'
      : `the checks showed it after ${approxDuration(shownAt - startedAt)}`;
  const early = named !== null && (shownAt === null || named.at < shownAt);
  const people = named
    ? `an update said IDENTIFIED after ${approxDuration(named.at - startedAt)}${early ? ', before the checks could tell' : ''}`
    : 'no update said IDENTIFIED';
  const quoted = named?.cause ? `: "${clip(oneLine(named.cause), causeMax)}"` : '';
  return {
    what: 'Time to the right cause',
    went: `${checks}; ${people}${quoted}`,
    good: `an update names the right cause within 10 min of the checks showing it (impossible before minute ${script.truth.visibleFrom})`,
    well: shownAt !== null && named !== null && !early && named.at - shownAt <= sayWithinMs,
  };
}

function severity({ script, severity: { declared, last } }: DrillReview): Measured {
  const right = script.truth.severity;
  const moved = declared === last ? declared : `${declared}, then ${last}`;
  return {
    what: 'Severity',
    went: last === right ? `${moved}, which is right` : `${moved} (should have been ${right})`,
    good: 'judged by customer impact. Start high and adjust as you learn more',
    well: last === right,
  };
}

/** How many late updates are listed one by one. */
const lateShown = 5;

function updates({ promises }: DrillReview): Measured {
  const late = promises.filter((one) => !isKept(one));
  const inTime = promises.length - late.length;
  const lateWords = late
    .slice(0, lateShown)
    .map(
      ({ due, cameAt }) => `; the update due ${clockTime(due)} UTC was ${approxDuration(cameAt - due)} late`,
    );
  return {
    what: 'Updates on time',
    went: `${promises.length === 0 ? 'none was due' : `${inTime} of ${promises.length}`}${lateWords.join('')}${late.length > lateShown ? '; others too' : ''}`,
    good: 'all of them. "Nothing new, next update in 30 min" counts as an update',
    well: late.length === 0,
  };
}

function requestIds({ requestIds: { shown, kept } }: DrillReview): Measured {
  return {
    what: 'request_ids collected',
    went: shown === 0 ? 'none had appeared when you closed it' : `${kept} of the ${shown} shown`,
    good: 'all of them. Pin the message, paste the ID, or run `explain`. Support asks for these first',
    well: kept === shown,
  };
}

const sinceOr = (ms: Millis | number, none: string, after: string): string =>
  wholeMinutes(ms) === 0 ? none : `${approxDuration(ms)} ${after}`;
