import type { EventOf, Recorded } from '../../../domain/incident/events/events.ts';
import type { UserId } from '../../../domain/incident/ids.ts';
import { nonMemberWords } from '../../../domain/incident/people/account-problem.ts';
import { joined, type Mrkdwn, mention, mrkdwn } from '../../text/mrkdwn.ts';

type RoleEvent = EventOf<'commander_assigned' | 'commander_vacated' | 'role_assigned' | 'role_lost'>;

/**
 * What a channel reads about who has command or a role now. `untold`: the changes of the same kind right before this one that
 * weren't posted.
 */
export function roleChange(event: RoleEvent, by: Recorded['by'], untold: readonly Recorded[]): Mrkdwn {
  switch (event.type) {
    case 'commander_assigned':
      return commandLine(event, by, untold);
    case 'commander_vacated':
      return mrkdwn`${gaveUp(event.previous, by, 'commander')} There's no commander now.`;
    case 'role_assigned':
      return roleLine(event, by);
    case 'role_lost':
      return mrkdwn`${mention(event.user)} ${nonMemberWords[event.why]}, so there's no ${event.role} now.`;
  }
}

/** How many previous commanders one line names. */
const namedMax = 20;

/** It also names everyone who lost command in a change that wasn't posted. */
function commandLine(
  event: EventOf<'commander_assigned'>,
  by: Recorded['by'],
  untold: readonly Recorded[],
): Mrkdwn {
  const { user, previous } = event;
  const earlier = untold.flatMap((one) =>
    one.event.type === 'commander_assigned' || one.event.type === 'commander_vacated'
      ? (one.event.previous ?? [])
      : [],
  );
  const again = earlier[0] === user ? mrkdwn` again` : mrkdwn``;
  const lost = new Set(earlier.filter((one) => one !== user && one !== previous));
  const named = joined([...lost].slice(-namedMax).map(mention), ', ');
  const before = lost.size > 0 ? mrkdwn` Before that, it was ${named}.` : mrkdwn``;
  return mrkdwn`${mention(user)} is now incident commander${again}${fromWhom(event, by)}.${before}`;
}

/** Who has a role now, and who gave it to them. */
function roleLine({ role, user, previous }: EventOf<'role_assigned'>, by: Recorded['by']): Mrkdwn {
  if (!user) return mrkdwn`${gaveUp(previous, by, role)} There's no ${role} now.`;
  const instead = previous ? mrkdwn` instead of ${mention(previous)}` : mrkdwn``;
  const assigned =
    by.kind === 'person' && by.user !== user ? mrkdwn` (assigned by ${mention(by.user)})` : mrkdwn``;
  return mrkdwn`${mention(user)} is now ${role}${instead}${assigned}.`;
}

/** Why nobody has a role any more. */
function gaveUp(previous: UserId | null, by: Recorded['by'], role: string): Mrkdwn {
  const who = by.kind === 'person' ? mention(by.user) : mrkdwn`The bot`;
  const self = by.kind === 'person' && by.user === previous;
  if (self || !previous) return mrkdwn`${who} stepped down as ${role}.`;
  return mrkdwn`${who} removed ${mention(previous)} as ${role}.`;
}

/** Who was commander, and who handed over command. The mention notifies whoever lost it. */
function fromWhom({ user, previous }: EventOf<'commander_assigned'>, by: Recorded['by']): Mrkdwn {
  const giver = by.kind === 'person' && by.user !== user ? by.user : null;
  if (giver !== null && giver === previous) return mrkdwn` (handed over by ${mention(giver)})`;
  const assigned = giver === null ? mrkdwn`` : mrkdwn` (assigned by ${mention(giver)})`;
  if (previous === null) return assigned;
  return giver === null
    ? mrkdwn` (taken over from ${mention(previous)})`
    : mrkdwn` instead of ${mention(previous)}${assigned}`;
}
