import { moment } from '../../text/format-time.ts';
import type { Observations, PastCheck } from '../observation.ts';
import { ownerWord } from '../format.ts';
import { type Fact, no, whether, yes } from './fact.ts';

/** Earlier checks count for this long, in ms: the slowest pace of repeated checks twice over. */
const recentMs = 2 * 3_600_000;

/** Did an earlier check fail? No history is a no: what is seen now stands for itself. */
export const failedBefore: Fact = (seen) => {
  const last = failing(seen).at(-1);
  return last === undefined
    ? no('no earlier check failed')
    : yes(`${clock(last.at, seen)} the verdict was “${ownerWord(last.owner)}”`);
};

/** Did it fail, work, and fail again before it works now? */
export const comesAndGoes: Fact = (seen) => {
  const checks = recent(seen);
  const began = checks.filter(({ failed }, i) => failed && checks[i - 1]?.failed !== true).length;
  return whether(began > 1, `it failed in ${began === 1 ? 'one stretch' : `${began} stretches`}`);
};

export const failedAtIntercom: Fact = (seen) => ownedBy(seen, 'intercom');
export const failedAtOurs: Fact = (seen) => ownedBy(seen, 'ours');

/** `at 14:44 UTC`, of the last check that failed; and how many of the recent ones did. */
export function pastWords(seen: Observations): { last: string; share: string } {
  const failed = failing(seen);
  const last = failed.at(-1);
  const share = `${failed.length} of the last ${recent(seen).length} checks`;
  return { last: last === undefined ? 'earlier' : clock(last.at, seen), share };
}

function ownedBy(seen: Observations, owner: PastCheck['owner']) {
  const owners = [...new Set(failing(seen).map((one) => one.owner))];
  return whether(
    owners.every((one) => one === owner),
    `the checks that failed said ${owners.map(ownerWord).join(', ')}`,
  );
}

/** `at 14:44 UTC`, in the zone of the settings: what is posted is read long after, so it counts no minutes back. */
export const clock = (at: number, { at: now, timeZone }: Observations): string =>
  `at ${moment(at, now, timeZone)}`;

const failing = (seen: Observations) => recent(seen).filter(({ failed }) => failed);

const recent = ({ at, history = [] }: Observations) => history.filter((one) => one.at > at - recentMs);
