import { type Day, daysFrom } from '../../text/days.ts';
import type { Millis, UserId } from '../ids.ts';
import { type Incident, responsiblePeople } from '../incident.ts';
import type { ActionItem } from './action-item.ts';

/** At what hour people are reminded, in their own time zone, and the summary is posted, in that of the settings. */
export const reminderHour = 9;
/** After how many days overdue the commander is reminded too, and after how many it's only once a week. */
const commanderAfterDays = 7;
const weeklyAfterDays = 14;

/** An action item with its incident. */
export type Pending = { readonly incident: Incident; readonly item: ActionItem };

/** What a reminder says about an action item: when it's due, seen from the day, or that it's somebody else's. */
export type Reminding = Pending & {
  readonly when: 'today' | 'tomorrow' | 'overdue' | 'undated';
  /** How many days overdue; 0 while it isn't. */
  readonly overdue: number;
  /** It's somebody else's, of whom the commander hears. */
  readonly others: boolean;
};

type IsMember = (user: UserId) => boolean;

/** Who hears of an incident's action items that nobody can be reminded of: the commander, else whoever declared it. */
export const standIn = (incident: Incident, isMember: IsMember): UserId | null =>
  responsiblePeople(incident).find(isMember) ?? null;

/** Everyone who may have to be asked about, to know who's reminded. */
export const concerned = ({ incident, item: { owner } }: Pending): readonly UserId[] => [
  ...(owner?.kind === 'person' ? [owner.user] : []),
  ...responsiblePeople(incident),
];

/**
 * What somebody is reminded of on a day. `moment` (UTC ms): the hour of the reminder on that day; action items that were
 * added, edited or reopened after it wait for the next day. `weekly`: the first reminder of the week, which also has
 * those that are long overdue or have no date.
 */
export function remindersOn(
  pending: readonly Pending[],
  {
    user,
    day,
    moment,
    weekly,
    isMember,
  }: { user: UserId; day: Day; moment: Millis; weekly: boolean; isMember: IsMember },
): Reminding[] {
  return pending.flatMap(({ incident, item }): Reminding[] => {
    const { owner, due, since, state, unheld } = item;
    if (unheld || state.kind !== 'open' || since >= moment) return [];
    const owns = owner?.kind === 'person' && isMember(owner.user) ? owner.user : null;
    const leads = standIn(incident, isMember);
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

/**
 * What the summary of a week counts: what waited when it was due (`moment`, UTC ms), and nothing of a private incident.
 */
export const summarized = (pending: readonly Pending[], moment: Millis): Pending[] =>
  pending.filter(({ incident, item }) => incident.privateTo === null && item.since < moment);
