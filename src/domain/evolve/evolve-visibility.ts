import type { UserId } from '../incident/ids.ts';
import type { Actor } from '../incident/people/actor.ts';

/** Who is brought into the channel of an incident that became private: whoever wanted that, and those who have a role. */
export const privateTo = (by: Actor, holders: readonly UserId[]): readonly UserId[] => [
  ...new Set([...(by.kind === 'person' ? [by.user] : []), ...holders]),
];
