import { targetWords } from '../decide/response-policy.ts';
import type { Millis } from '../incident/ids.ts';
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
  `Drawn from: ${truth.drawnFrom}`,
];

/** The measurements in words, in the order in which an incident goes. Clock times are UTC. */
export const measurements = (review: DrillReview): Measured[] => [
  declared(review),
  command(review),
  cause(review),
  severity(review),
  updates(review),
  requestIds(review),
];

/** How soon an outage is declared by a team that is used to it, ms. */
const declareWithinMs = 5 * 60_000;
/** The longest that a cause is quoted, in characters. */
const causeMax = 200;
/** How soon people say the right cause once the checks show it, ms. */
const sayWithinMs = 10 * 60_000;

function declared({ startedAt, declaredAt }: DrillReview): Measured {
  return {
    what: 'Time to declare',
    went: `${approxDuration(declaredAt - startedAt)} after the first symptom`,
    good: 'within 5 min: an incident that turns out to be none costs less than one that is declared late',
    well: declaredAt - startedAt <= declareWithinMs,
  };
}

function command({ declaredAt, commandAt, respondBy, respondTarget }: DrillReview): Measured {
  return {
    what: 'Time to take command',
    went:
      commandAt === null
        ? 'nobody took command'
        : sinceOr(commandAt - declaredAt, 'with the declaration', 'after it was declared'),
    good: `within the response target${respondTarget ? ` (${targetWords(respondTarget)})` : ''}: one person decides, the others work`,
    well: commandAt !== null && commandAt <= respondBy,
  };
}

function cause({ script, startedAt, shownAt, named }: DrillReview): Measured {
  const checks =
    shownAt === null
      ? 'the checks were never asked at a time when they showed it'
      : `the checks showed it after ${approxDuration(shownAt - startedAt)}`;
  const early = named !== null && (shownAt === null || named.at < shownAt);
  const people = named
    ? `an update said IDENTIFIED after ${approxDuration(named.at - startedAt)}${early ? ', before the checks could tell' : ''}`
    : 'no update said IDENTIFIED';
  const quoted = named?.cause ? `: “${clip(oneLine(named.cause), causeMax)}”` : '';
  return {
    what: 'Time to the right cause',
    went: `${checks}; ${people}${quoted}`,
    good: `nobody could know before minute ${script.truth.visibleFrom}; within 10 min of the checks an update says it, in words that fit what it was`,
    well: shownAt !== null && named !== null && !early && named.at - shownAt <= sayWithinMs,
  };
}

function severity({ script, severity: { declared, last } }: DrillReview): Measured {
  const right = script.truth.severity;
  const moved = declared === last ? declared : `${declared}, then ${last}`;
  return {
    what: 'Severity',
    went: last === right ? `${moved}, which is right` : `${moved}; ${right} would have been right`,
    good: 'by what customers notice; guess high at first, and correct it when you know more',
    well: last === right,
  };
}

/** How many late updates are told one by one. */
const lateShown = 5;

function updates({ promises }: DrillReview): Measured {
  const late = promises.filter(({ due, cameAt }) => wholeMinutes(cameAt - due) > 0);
  const inTime = promises.length - late.length;
  const lateWords = late
    .slice(0, lateShown)
    .map(
      ({ due, cameAt }) =>
        `; the one promised for ${clockTime(due)} UTC came ${approxDuration(cameAt - due)} late`,
    );
  return {
    what: 'Updates promised and kept',
    went: `${promises.length === 0 ? 'none was due' : `${inTime} of ${promises.length}`}${lateWords.join('')}${late.length > lateShown ? '; others too' : ''}`,
    good: 'all of them: “we know no more yet, next update in 30 min” is an update too',
    well: late.length === 0,
  };
}

function requestIds({ requestIds: { shown, kept } }: DrillReview): Measured {
  return {
    what: 'request_ids collected',
    went:
      shown === 0
        ? 'the story had shown none when it was closed'
        : `${kept} of the ${shown} that the story showed`,
    good: 'all of them: pin the message that has one, paste it, or give it to explain; support asks for them first',
    well: kept === shown,
  };
}

const sinceOr = (ms: Millis | number, none: string, after: string): string =>
  wholeMinutes(ms) === 0 ? none : `${approxDuration(ms)} ${after}`;
