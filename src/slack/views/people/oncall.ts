import { drillMark } from '../../../domain/drill/run.ts';
import type { EventOf } from '../../../domain/incident/events/events.ts';
import type { UserId } from '../../../domain/incident/ids.ts';
import { type Incident, markedName } from '../../../domain/incident/incident.ts';
import { nonMemberWords } from '../../../domain/incident/people/account-problem.ts';
import { groupMention, joined, type Mrkdwn, mention, mrkdwn } from '../../text/mrkdwn.ts';
import { capped, type Message, message, section } from '../blocks.ts';

/** How many people one message names; mentioning their group reaches the others as well. */
const namedMax = 50;

const named = (people: readonly UserId[]): Mrkdwn =>
  joined(
    capped(people.map(mention), namedMax, (hidden) => mrkdwn`and ${hidden} more`),
    ', ',
  );

/**
 * The call of the user group that is on call; `uninvited`: those whom Slack didn't let the bot invite to the channel.
 */
export function oncallMessage(
  incident: Incident,
  { group, people, uninvited }: EventOf<'oncall_called'>,
): Message {
  const by =
    uninvited.length > 0
      ? mrkdwn` Slack didn't let the bot invite ${named(uninvited)}. Add them with /invite.`
      : mrkdwn``;
  // Mentioning the group of a private incident would reach those who aren't in its channel.
  const called = incident.privateTo ? named(people) : groupMention(group);
  const each = incident.privateTo ? mrkdwn`` : mrkdwn`, ${named(people)}`;
  const text = mrkdwn`:pager: ${drillMark(incident)}${called}: this ${incident.severity} needs you${each}. See the headline above for what's known.${by}`;
  return message(text.value, [section(text)]);
}

/** Who was left out of that call, and why, for the commander. */
export function leftOutMessage(incident: Incident, { group, leftOut }: EventOf<'oncall_called'>): Message {
  const lines = capped(
    leftOut.map(({ user, why }) => mrkdwn`${mention(user)} ${nonMemberWords[why]}`),
    namedMax,
    (hidden) => mrkdwn`and ${hidden} more`,
  );
  const text = mrkdwn`${markedName(incident)}: the call to ${groupMention(group)} skipped some people: ${joined(lines, '; ')}. If you need more, call someone else.`;
  return message(text.value, [section(text)]);
}
