import { incidentIdSchema } from '../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { opened } from './events.ts';
import { incidentOf, type Past } from './given.ts';

const incident3 = incidentIdSchema.parse(3);

/** INC-3, of which INC-7 can be a duplicate: open, or as its past makes it. */
export const goingOn = (...past: readonly Past[]): Incident => ({
  ...incidentOf(opened(), ...past),
  id: incident3,
});
export const goesOn = goingOn();
