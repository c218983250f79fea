import { moment } from '../../text/format-time.ts';
import { counted } from '../../text/text.ts';
import { ownerWord } from '../format.ts';
import { isIntermittent } from '../intermittent.ts';
import type { Observations, PastCheck } from '../observation.ts';
import { type Fact, no, whether, yes } from './fact.ts';

/** Earlier checks count for this long, in ms: twice the longest interval between repeated checks. */
const recentMs = 2 * 3_600_000;

/** Did an earlier check fail? No history means no: what is seen now stands for itself. */
export const failedBefore: Fact = (observations) => {
  const last = failing(observations).at(-1);
  return last === undefined
    ? no('no earlier check failed')
    : yes(`${clock(last.at, observations)} the diagnosis was "${ownerWord(last.owner)}"`);
};

/** Did it fail, work, and fail again before it worked now? A check that found it intermittent ends no stretch. */
export const comesAndGoes: Fact = (observations) => {
  const checks = recent(observations);
  const began = checks.filter(({ failed }, i) => failed && checks[i - 1]?.failed !== true).length;
  const stretches = began === 1 ? 'one stretch' : `${began} stretches`;
  return whether(began > 1, `it failed in ${stretches} of the last ${counted(checks.length, 'check')}`);
};

export const failedAtIntercom: Fact = (observations) => ownedBy(observations, 'intercom');
export const failedAtOurs: Fact = (observations) => ownedBy(observations, 'ours');

/** `at 14:44 UTC`, for the last check that failed; and how many of the recent ones did. */
export function pastWords(observations: Observations): { last: string; share: string } {
  const failed = failing(observations);
  const last = failed.at(-1);
  const share = `${failed.length} of the last ${recent(observations).length} checks`;
  return { last: last === undefined ? 'earlier' : clock(last.at, observations), share };
}

function ownedBy(observations: Observations, owner: PastCheck['owner']) {
  const owners = [...new Set(failing(observations).map((one) => one.owner))];
  return whether(
    owners.every((one) => one === owner),
    `the checks that failed said ${owners.map(ownerWord).join(', ')}`,
  );
}

/** `at 14:44 UTC`, in the configured zone: what is posted gets read much later, so it doesn't count minutes back. */
export const clock = (at: number, { at: now, timeZone }: Observations): string =>
  `at ${moment(at, now, timeZone)}`;

/** The recent checks in which something failed: not those that found everything working, but intermittent. */
const failing = (observations: Observations) =>
  recent(observations).filter(({ failed, leaf }) => failed && !isIntermittent(leaf));

const recent = ({ at, history = [] }: Observations) => history.filter((one) => one.at > at - recentMs);
