import { type Day, daysFrom } from '../../text/days.ts';
import type { ChannelId, Millis, UserId } from '../ids.ts';
import { guardOf, type Incident, responsiblePeople } from '../incident.ts';
import { mayKnowOf } from '../people/audience.ts';
import type { ActionItem } from './action-item.ts';

/** The hour at which people are reminded, in their own time zone, and the summary is posted, in that of the settings. */
export const reminderHour = 9;
/** An item that is overdue for more days than this is the commander's concern, too. */
const commanderAfterDays = 7;
/** An item that is overdue for more days than this is in weekly reminders only. */
const weeklyAfterDays = 14;

/** The receiver under which a person's weekly reminder is kept, by the week's Monday. */
export const weeklyReceiver = (user: UserId): string => `${user}:weekly`;

/** An action item with its incident. */
export type Pending = { readonly incident: Incident; readonly item: ActionItem };

/** What a reminder says about an action item: when it's due, seen from that day, or that it's someone else's. */
export type Reminding = Pending & {
  readonly when: 'today' | 'tomorrow' | 'overdue' | 'undated';
  /** How many days overdue; 0 while it isn't. */
  readonly overdue: number;
  /** It's someone else's, and the commander hears of it. */
  readonly others: boolean;
};

/** Whether a person can be told of an incident: an active full member who can know of it. */
type CanTell = (user: UserId, incident: Incident) => boolean;

/**
 * Returns who can be told of which incident. `members`: whether people are active full members; `channels`: the private
 * channels of people whom a private incident concerns. Someone about whom nothing is known can be told.
 */
export const tellable =
  (
    members: ReadonlyMap<UserId, boolean | null>,
    channels: ReadonlyMap<UserId, ReadonlySet<ChannelId> | null>,
  ): CanTell =>
  (user, incident) => {
    const own = channels.get(user);
    return (members.get(user) ?? true) && (!own || mayKnowOf(guardOf(incident), { user, channels: own }));
  };

/** Who hears of an incident's action items that nobody can be reminded of: the commander, else whoever declared it. */
export const standIn = (incident: Incident, canTell: CanTell): UserId | null =>
  responsiblePeople(incident).find((user) => canTell(user, incident)) ?? null;

/** Everyone whose membership decides who is reminded. */
export const concerned = ({ incident, item: { owner } }: Pending): readonly UserId[] => [
  ...(owner?.kind === 'person' ? [owner.user] : []),
  ...responsiblePeople(incident),
];

/** The same for private incidents, of which not everyone can be told. */
export const concernedPrivately = (pending: readonly Pending[]): ReadonlySet<UserId> =>
  new Set(pending.filter(({ incident }) => incident.privateTo !== null).flatMap(concerned));

/** Whether an item was written since a reminder's moment. A time after `now` is from a clock that was ahead: it doesn't count. */
const isNew = ({ since }: ActionItem, moment: Millis, now: number): boolean =>
  since >= moment && since <= now;

/**
 * A person's reminders on a day. `moment` (UTC ms): the hour of the reminder on that day; action items that were added,
 * edited, or reopened between that and `now` wait for the next day. `weekly`: the first reminder of the week, which also
 * has those that are long overdue or have no date.
 */
export function remindersOn(
  pending: readonly Pending[],
  {
    user,
    day,
    moment,
    now,
    weekly,
    canTell,
  }: { user: UserId; day: Day; moment: Millis; now: number; weekly: boolean; canTell: CanTell },
): Reminding[] {
  return pending.flatMap(({ incident, item }): Reminding[] => {
    const { owner, due, state, unheld } = item;
    if (unheld || state.kind !== 'open' || isNew(item, moment, now)) return [];
    const owns = owner?.kind === 'person' && canTell(owner.user, incident) ? owner.user : null;
    const leads = standIn(incident, canTell);
    const overdue = due?.kind === 'day' ? daysFrom(due.day, day) : null;
    const others = owns !== null && owns !== user;
    const isTold =
      owns === user || (leads === user && (owns === null || (overdue ?? 0) > commanderAfterDays));
    if (!isTold) return [];
    if (overdue === null) return weekly ? [{ incident, item, when: 'undated', overdue: 0, others }] : [];
    if (overdue === -1) return [{ incident, item, when: 'tomorrow', overdue: 0, others }];
    if (overdue === 0) return [{ incident, item, when: 'today', overdue: 0, others }];
    if (overdue < 0 || (overdue > weeklyAfterDays && !weekly)) return [];
    return [{ incident, item, when: 'overdue', overdue, others }];
  });
}

/** The action items in a week's summary: those that were open at its time (`moment`, UTC ms), without private incidents. */
export const summarized = (pending: readonly Pending[], moment: Millis, now: number): Pending[] =>
  pending.filter(({ incident, item }) => incident.privateTo === null && !isNew(item, moment, now));
