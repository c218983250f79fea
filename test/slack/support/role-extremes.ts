import type { EventOf } from '../../../src/domain/incident/events.ts';
import { groupIdSchema } from '../../../src/domain/incident/ids.ts';
import { builtInRoles, rolesOf } from '../../../src/domain/incident/roles.ts';
import { roleHistory } from '../../../src/domain/records/role-history.ts';
import { rolesModal } from '../../../src/slack/views/forms/roles-modal.ts';
import { leftOutMessage, oncallMessage } from '../../../src/slack/views/oncall.ts';
import { roleBrief } from '../../../src/slack/views/role-brief.ts';
import { rolesMessage } from '../../../src/slack/views/roles.ts';
import { type Extreme, on } from './extreme.ts';
import { bob, channel, time } from './incidents.ts';
import { longestIncident, longRecord } from './longest.ts';
import { longText, type TextKind } from './texts.ts';

const group = groupIdSchema.parse(`S${'O'.repeat(40)}`);
const crowd = Array.from({ length: 300 }, () => bob);

const call: EventOf<'oncall_called'> = {
  type: 'oncall_called',
  of: 2,
  group,
  people: crowd,
  uninvited: crowd,
  leftOut: crowd.map((user) => ({ user, why: 'deactivated' })),
};

/** What is shown of as many roles as there can be. */
export function roleViews(kind: TextKind): Extreme[] {
  const incident = longestIncident(kind);
  const name = () => longText(kind, 80);
  const held = rolesOf(incident, builtInRoles);
  const past = { history: roleHistory(longRecord(kind, 200)), name };
  return [
    ...on(rolesModal, 'every role', incident, channel, builtInRoles),
    ...on(rolesMessage, 'every role', incident, held, past, true),
    ...builtInRoles.flatMap((role) =>
      (['INVESTIGATING', 'RESOLVED'] as const).flatMap((status) =>
        on(
          roleBrief,
          `${role}, ${status}`,
          longestIncident(kind, { status }),
          { role, names: builtInRoles },
          time,
        ),
      ),
    ),
    ...on(oncallMessage, '300 people', incident, call),
    ...on(leftOutMessage, '300 people', incident, call),
    ...on(rolesMessage, 'elsewhere', incident, held, past, false),
  ];
}
