import type { Recorded } from '../../incident/events/events.ts';
import type { UserId } from '../../incident/ids.ts';
import { commanderRole, inRoleOrder, type RoleName } from '../../incident/people/roles.ts';

/** Everyone who has had each role, in order, as people read roles; leaves out roles that nobody has had, except the commander's. */
export function roleHistory(events: readonly Recorded[]): ReadonlyMap<RoleName, readonly UserId[]> {
  const history = new Map<RoleName, readonly UserId[]>([[commanderRole, []]]);
  for (const recorded of events)
    for (const [role, user] of takenBy(recorded)) {
      const before = history.get(role) ?? [];
      if (before.at(-1) !== user) history.set(role, [...before, user]);
    }
  return new Map([...history].toSorted(([one], [other]) => inRoleOrder(one, other)));
}

function takenBy({ event }: Recorded): readonly (readonly [RoleName, UserId])[] {
  switch (event.type) {
    case 'commander_assigned':
      return [[commanderRole, event.user]];
    case 'opened':
    case 'declaration_corrected':
      return event.commander ? [[commanderRole, event.commander]] : [];
    case 'role_assigned':
      return event.user ? [[event.role, event.user]] : [];
    default:
      return [];
  }
}
