import type { Observations, PastCheck } from '../observation.ts';
import { ownerWord } from '../words.ts';
import { type Fact, no, whether, yes } from './finding.ts';

/** Earlier checks count for this long, in ms: the slowest pace of repeated checks twice over. */
const recentMs = 2 * 3_600_000;

/** Did an earlier check fail? No history is a no: what is seen now stands for itself. */
export const failedBefore: Fact = (seen) => {
  const last = failing(seen).at(-1);
  return last === undefined
    ? no('no earlier check failed')
    : yes(`${ago(last, seen)} the verdict was “${ownerWord(last.owner)}”`);
};

/** Did it fail, work, and fail again before it works now? */
export const comesAndGoes: Fact = (seen) => {
  const checks = recent(seen);
  const began = checks.filter(({ failed }, i) => failed && checks[i - 1]?.failed !== true).length;
  return whether(began > 1, `it failed ${began === 1 ? 'once' : `${began} times`}`);
};

export const failedAtIntercom: Fact = (seen) => ownedBy(seen, 'intercom');
export const failedAtOurs: Fact = (seen) => ownedBy(seen, 'ours');

/** `4 min ago`, of the last check that failed; and how many of the recent ones did. */
export function pastWords(seen: Observations): { last: string; share: string } {
  const failed = failing(seen);
  const last = failed.at(-1);
  const share = `${failed.length} of the last ${recent(seen).length} checks`;
  return { last: last === undefined ? 'earlier' : ago(last, seen), share };
}

function ownedBy(seen: Observations, owner: PastCheck['owner']) {
  const owners = [...new Set(failing(seen).map((one) => one.owner))];
  return whether(
    owners.every((one) => one === owner),
    `the checks that failed said ${owners.map(ownerWord).join(', ')}`,
  );
}

const ago = ({ at }: PastCheck, seen: Observations): string => minutesAgo(at, seen.at);

/** `4 min ago`, or `a moment ago`. */
export function minutesAgo(at: number, now: number): string {
  const minutes = Math.max(0, Math.round((now - at) / 60_000));
  return minutes === 0 ? 'a moment ago' : `${minutes} min ago`;
}

const failing = (seen: Observations) => recent(seen).filter(({ failed }) => failed);

const recent = ({ at, history = [] }: Observations) => history.filter((one) => one.at > at - recentMs);
