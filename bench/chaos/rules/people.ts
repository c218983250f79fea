import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { roleTakenBy } from '../../../src/domain/effects/role-effects.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { callIsDue } from '../../../src/domain/incident/people/oncall.ts';
import { isFinal, isOpen } from '../../../src/domain/incident/status.ts';
import { effectOf, eventsAfter, eventsOf, type IncidentEvidence, messagesFor } from '../evidence/evidence.ts';
import { grouped } from '../grouped.ts';
import { once, type Violation } from '../violation.ts';

type Types = ReadonlySet<IncidentEvent['type']>;

const over: Types = new Set(['resolved', 'closed', 'cancelled', 'duplicate_marked']);
const final: Types = new Set(['closed', 'cancelled', 'duplicate_marked']);

const happenedAfter = (one: IncidentEvidence, seq: number, types: Types): boolean =>
  eventsAfter(one, seq).some(({ event }) => types.has(event.type));

const directMessages = (one: IncidentEvidence, key: string): number =>
  one.elsewhere.filter((message) => effectOf(message).startsWith(`${key}#`)).length;

/** Whoever took a role was told once what it involves; certainly if they still have it while the incident is open. */
export function checkRoleBriefs(one: IncidentEvidence): Violation[] {
  const { name, incident } = one;
  const assignments = one.events.filter(
    ({ event }) =>
      (event.type === 'role_assigned' && event.user !== null) || event.type === 'commander_assigned',
  );
  return assignments.flatMap(({ seq }) => {
    const stillHolds =
      roleTakenBy(incident, seq) !== null && !isFinal(incident.status) && !happenedAfter(one, seq, final);
    const messages = directMessages(one, `brief_role:${incident.id}:${seq}`);
    return once(name, `briefs on the role taken by ${seq}`, messages, 'the direct messages', {
      least: stillHolds ? 1 : 0,
      most: 1,
    });
  });
}

/**
 * Each on-call group was called once at most, and certainly while the severity requires it; the call was announced
 * once, and so was anyone left out of it.
 */
export function checkOncall(one: IncidentEvidence): Violation[] {
  const { name, incident, channel } = one;
  const { id } = incident;
  const look = `#${channel?.name}`;
  const calls = eventsOf(one, 'oncall_called');
  const groups = grouped(calls, ({ event }) => event.group);
  // Nobody can be called to a private channel who isn't in it.
  const due = [...incident.oncall].filter(
    ([, call]) => incident.privateTo === null && callIsDue(incident, call),
  );
  return [
    ...due.map(
      ([group]): Violation => ({ kind: 'lost', incident: name, what: `the call of ${group}`, look }),
    ),
    ...[...groups].flatMap(([group, some]) => once(name, `calls of ${group}`, some.length, look)),
    ...calls.flatMap(({ seq, event }) => [
      ...once(
        name,
        `mentions of ${event.group} (${seq})`,
        messagesFor(one, `mention_oncall:${id}:${seq}`).length,
        look,
        { least: isOpen(incident.status) && !happenedAfter(one, seq, over) ? 1 : 0, most: 1 },
      ),
      ...once(
        name,
        `messages on whom the call ${seq} left out`,
        directMessages(one, `tell_left_out:${id}:${seq}`),
        'the direct messages',
        { least: event.leftOut.length > 0 ? 1 : 0, most: event.leftOut.length > 0 ? 1 : 0 },
      ),
    ]),
  ];
}

/** What only one person was shown on joining: each brief at most once. */
export const briefsShown = (workspace: Workspace, one: IncidentEvidence, user: string) =>
  one.channel?.members.includes(workspace.person(user).name)
    ? workspace
        .person(user)
        .ephemerals(one.channel.id)
        .filter(({ from, text }) => from === 'chat.postEphemeral' && text.startsWith(`*${one.name}: `))
    : [];

/**
 * Whoever joined was briefed once at most, and their joining is recorded if Slack's event for it was acknowledged while
 * the record could be read.
 */
export function checkJoiners(one: IncidentEvidence, workspace: Workspace, unread: boolean): Violation[] {
  const { name, incident, channel } = one;
  const look = `#${channel?.name}`;
  if (!channel || incident.adopted) return [];
  const joined = workspace.deliveries.filter(({ type, payload, attempts }) => {
    const { channel: where, inviter } = Object(payload.event);
    const isAcked = attempts.some(({ answer }) => answer?.kind === 'acked');
    return type === 'member_joined_channel' && isAcked && where === channel.id && inviter === undefined;
  });
  const users = new Set(joined.map(({ payload }) => String(Object(payload.event).user)));
  users.delete(workspace.botUserId);
  return [...users].flatMap((user) => {
    const asked = eventsOf(one, 'caught_up').filter(({ by }) => by.kind === 'person' && by.user === user);
    const briefs = briefsShown(workspace, one, user).length;
    return [
      ...once(name, `joinings of ${user} in the record`, asked.length > 0 ? 1 : 0, look, {
        least: unread ? 0 : 1,
        most: 1,
      }),
      ...once(name, `briefs for ${user}, who joined`, briefs, look, { least: 0, most: asked.length }),
    ];
  });
}
