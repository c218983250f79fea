import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { overdueSince, timesReminded } from '../incident/promises/deadlines.ts';
import type { ResponseTarget } from '../incident/promises/response-target.ts';
import type { Severity } from '../incident/severity.ts';
import {
  nextUpdate,
  type ResponsePolicy,
  remindAgain,
  respondBy,
  responseTarget,
} from './response-policy.ts';

/**
 * What a new severity does to the two deadlines at `at`: a future one can move earlier, never later. For an overdue
 * update, the next reminder can.
 */
export function changedDeadlines(
  incident: Incident,
  to: Severity,
  at: Millis,
  policy: ResponsePolicy,
): { nextUpdateAt: Millis; respondBy: Millis; respondTarget?: ResponseTarget; remindAt?: Millis } {
  const sooner = <T extends number>(promised: T, now: T): T =>
    promised > at && now < promised ? now : promised;
  const responds = sooner(incident.respondBy, respondBy(policy, to, at));
  const target = responds === incident.respondBy ? incident.respondTarget : responseTarget(policy, to);
  const again = remindAgain(policy, to, timesReminded(incident), at);
  const { remindAt } = incident;
  const overdue = overdueSince(incident, at) !== null && remindAt !== null && remindAt > at;
  return {
    nextUpdateAt: sooner(incident.nextUpdateAt ?? incident.openedAt, nextUpdate(policy, to, at)),
    respondBy: responds,
    ...(target && { respondTarget: target }),
    ...(overdue && again < remindAt && { remindAt: again }),
  };
}
