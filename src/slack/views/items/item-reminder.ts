import type { KnownBlock } from '@slack/types';
import type { DisplayName } from '../../../domain/incident/ids.ts';
import type { ActionItem } from '../../../domain/incident/items/action-item.ts';
import type { Pending, Reminding } from '../../../domain/incident/items/reminding.ts';
import { type Day, daysFrom } from '../../../domain/text/days.ts';
import { commandName } from '../../ids.ts';
import { joined, type Mrkdwn, mrkdwn, typed } from '../../text/mrkdwn.ts';
import { context, type Message, message, section } from '../blocks.ts';
import { doneButton } from './item-change.ts';
import { itemLine } from './todos.ts';

/** How many action items a reminder names, and a summary. */
const namedMax = 12;
/** The longest that a name gets, in characters: Slack allows display names of 80. */
const nameMax = 80;

/** What a reminder says first, and leaves out last. */
const headings = [
  ['overdue', 'Overdue'],
  ['today', 'Due today'],
  ['tomorrow', 'Due tomorrow'],
  ['undated', 'Without a date'],
] as const;

/** Where all action items are listed, those of whoever asks first. */
const allOfThem = `To see them all, run \`${commandName} todos all\`.`;

/** A person's action items of a day, each with a button to say that it's done. */
export function itemReminderMessage(reminders: readonly Reminding[]): Message {
  const worstFirst = reminders.toSorted((a, b) => b.overdue - a.overdue);
  const named = headings
    .flatMap(([when]) => worstFirst.filter((one) => one.when === when))
    .slice(0, namedMax);
  const groups = headings.flatMap(([when, title]) => {
    const items = named.filter((one) => one.when === when);
    return items.length === 0 ? [] : [{ title: mrkdwn`*${title}*`, items }];
  });
  const more = reminders.length - named.length;
  const foot = mrkdwn`${more > 0 ? `${more} more. ` : ''}${allOfThem}`;
  const head = mrkdwn`:alarm_clock: *Your action items*`;
  const lines = groups.flatMap(({ title, items }) => [title, ...items.map(lineOf)]);
  const blocks = groups.flatMap(({ title, items }): KnownBlock[] => [section(title), ...items.map(row)]);
  return message(joined([head, ...lines], '\n').value, [section(head), ...blocks, context(foot)]);
}

/** For an item of someone else's, the line says that the commander hears of it because nobody has done it. */
function lineOf({ incident, item, overdue, others }: Reminding): Mrkdwn {
  const late = overdue > 0 ? mrkdwn` · *${overdue} ${overdue === 1 ? 'day' : 'days'} overdue*` : mrkdwn``;
  const why = others ? mrkdwn` · you get this as the commander` : mrkdwn``;
  return mrkdwn`${itemLine({ incident: incident.id, item })}${late}${why}`;
}

const row = (one: Reminding): KnownBlock => section(lineOf(one), doneButton(one.incident.id, one.item));

/**
 * The summary of a week for the announcement channel: how many are open, and the ones that are overdue, with names that
 * notify nobody.
 */
export function itemSummaryMessage(pending: readonly Pending[], day: Day, nameOf: DisplayName): Message {
  const overdue = pending
    .map((one) => ({ ...one, late: daysLate(one.item, day) }))
    .filter(({ late }) => late > 0)
    .toSorted((a, b) => b.late - a.late);
  const named = overdue
    .slice(0, namedMax)
    .map(({ incident, item }) =>
      itemLine({ incident: incident.id, item }, (user) => typed(nameOf(user), nameMax)),
    );
  const count = `${pending.length} open, ${overdue.length} overdue`;
  const lines = [
    mrkdwn`:ballot_box_with_check: *Action items this week:* ${count}`,
    ...named,
    ...(overdue.length > named.length
      ? [mrkdwn`… and ${overdue.length - named.length} more overdue. ${allOfThem}`]
      : []),
  ];
  return message(
    joined(lines, '\n').value,
    lines.map((one) => section(one)),
  );
}

const daysLate = ({ due }: ActionItem, day: Day): number =>
  due?.kind === 'day' ? daysFrom(due.day, day) : 0;
