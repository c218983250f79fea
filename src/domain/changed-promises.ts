import type { Millis } from './ids.ts';
import type { Incident } from './incident.ts';
import { nextUpdate, type Pace, type ResponseTarget, respondBy, responseTarget } from './pace.ts';
import type { Severity } from './severity.ts';

/** What another severity makes of the two promises at `at`: one that is still to come can come sooner, never later. */
export function changedPromises(
  incident: Incident,
  to: Severity,
  at: Millis,
  pace: Pace,
): { nextUpdateAt: Millis; respondBy: Millis; respondTarget?: ResponseTarget } {
  const sooner = <T extends number>(promised: T, now: T): T =>
    promised > at && now < promised ? now : promised;
  const responds = sooner(incident.respondBy, respondBy(pace, to, at));
  const target = responds === incident.respondBy ? incident.respondTarget : responseTarget(pace, to);
  return {
    nextUpdateAt: sooner(incident.nextUpdateAt ?? incident.openedAt, nextUpdate(pace, to, at)),
    respondBy: responds,
    ...(target && { respondTarget: target }),
  };
}
