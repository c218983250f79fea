import type { Millis } from './ids.ts';
import type { Incident } from './incident.ts';
import { nextUpdate, type Pace, respondBy } from './pace.ts';
import type { Severity } from './severity.ts';

/** What another severity makes of the two promises at `at`: one that is still to come can come sooner, never later. */
export function changedPromises(
  incident: Incident,
  to: Severity,
  at: Millis,
  pace: Pace,
): { nextUpdateAt: Millis; respondBy: Millis } {
  const sooner = <T extends number>(promised: T, now: T): T =>
    promised > at && now < promised ? now : promised;
  return {
    nextUpdateAt: sooner(incident.nextUpdateAt ?? incident.openedAt, nextUpdate(pace, to, at)),
    respondBy: sooner(incident.respondBy, respondBy(pace, to, at)),
  };
}
