import type { EventOf } from '../../../../src/domain/incident/events/events.ts';
import { groupIdSchema } from '../../../../src/domain/incident/ids.ts';
import { builtInRoles, rolesOf } from '../../../../src/domain/incident/people/roles.ts';
import type { StateChange } from '../../../../src/domain/records/people/catch-up.ts';
import { roleHistory } from '../../../../src/domain/records/people/role-history.ts';
import { timeline } from '../../../../src/domain/records/timeline.ts';
import { rolesModal } from '../../../../src/slack/views/forms/roles-modal.ts';
import { catchUpMessage } from '../../../../src/slack/views/people/catch-up.ts';
import { leftOutMessage, oncallMessage } from '../../../../src/slack/views/people/oncall.ts';
import { roleBrief } from '../../../../src/slack/views/people/role-brief.ts';
import { rolesMessage } from '../../../../src/slack/views/people/roles.ts';
import { askPrivateMessage } from '../../../../src/slack/views/private.ts';
import { at, bob, channel, time } from '../incidents.ts';
import { type Extreme, on } from './extreme.ts';
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
  const record = longRecord(kind, 200);
  const entries = timeline(record, name);
  const changes: StateChange[] = [
    { at: at('2026-11-21T14:00:00Z'), by: { kind: 'bot' }, what: 'Commander', to: bob },
    { at: at('2026-11-21T14:00:00Z'), by: { kind: 'bot' }, what: 'Status', to: 'RESOLVED' },
    { at: at('2026-11-21T14:00:00Z'), by: { kind: 'bot' }, what: 'Severity', to: 'P2' },
  ];
  const past = { history: roleHistory(longRecord(kind, 200)), name };
  return [
    ...(['moved', 'converted'] as const).flatMap((how) => on(askPrivateMessage, how, incident, { how })),
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
    ...on(
      catchUpMessage,
      'everything',
      incident,
      { changes, since: { at: at('2026-11-21T14:00:00Z'), entries } },
      time,
    ),
    ...on(catchUpMessage, 'for the first time', incident, { changes: [], since: null }, time),
    ...on(oncallMessage, '300 people', incident, call),
    ...on(leftOutMessage, '300 people', incident, call),
    ...on(rolesMessage, 'elsewhere', incident, held, past, false),
  ];
}
