import type { EventOf, Recorded } from '../incident/events/events.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { inRoleOrder, type RoleHolder, type RoleName } from '../incident/people/roles.ts';

type RoleEvent = EventOf<
  | 'commander_assigned'
  | 'commander_lost'
  | 'commander_vacated'
  | 'role_assigned'
  | 'role_lost'
  | 'oncall_needed'
  | 'oncall_called'
>;

/** What an event changes about who has which role, and who was called. */
export function roleChanged(
  before: Incident,
  { seq, at, event }: Pick<Recorded<RoleEvent>, 'seq' | 'at' | 'event'>,
): Partial<Incident> {
  switch (event.type) {
    case 'commander_assigned':
      return { commander: event.user, lostCommander: null, ...acknowledged(before, seq, at) };
    case 'commander_lost':
      return {
        commander: null,
        lostCommander: { user: event.user, why: event.why },
        calledOutAt: at,
      };
    // If nobody has taken command by the response target, people are alerted, however often command was given up
    // before.
    case 'commander_vacated':
      return { commander: null, lostCommander: null, calledOutAt: null };
    case 'role_assigned':
      return { roles: rolesWith(before.roles, event.role, event.user && { user: event.user, seq }) };
    case 'oncall_needed': {
      const { group, severity } = event;
      return { oncall: new Map(before.oncall).set(group, { severity, seq, called: false }) };
    }
    case 'oncall_called': {
      const { group, of } = event;
      const call = before.oncall.get(group) ?? { severity: before.severity, seq: of };
      return { oncall: new Map(before.oncall).set(group, { ...call, called: true }) };
    }
    case 'role_lost':
      return { roles: rolesWith(before.roles, event.role, null) };
  }
}

/** The first commander acknowledges the incident. */
export const acknowledged = ({ acknowledgedAt }: Incident, seq: number, at: Millis): Partial<Incident> =>
  acknowledgedAt === null ? { acknowledgedAt: at, acknowledgedBy: seq } : {};

function rolesWith(before: Incident['roles'], role: RoleName, holder: RoleHolder | null): Incident['roles'] {
  const others = [...before].filter(([name]) => name !== role);
  const now = holder ? [...others, [role, holder] as const] : others;
  return new Map(now.toSorted(([one], [other]) => inRoleOrder(one, other)));
}
