import type { Reminding } from '../../../../src/domain/incident/items/reminding.ts';
import type { HeldItem } from '../../../../src/domain/records/items/action-items.ts';
import { pageOf, todosOnPage } from '../../../../src/slack/item-values.ts';
import { mrkdwn } from '../../../../src/slack/text/mrkdwn.ts';
import { addItemModal, dropItemModal, editItemModal } from '../../../../src/slack/views/forms/item-forms.ts';
import { itemReminderMessage, itemSummaryMessage } from '../../../../src/slack/views/items/item-reminder.ts';
import { todosMessage } from '../../../../src/slack/views/items/todos.ts';
import { actionItem, day } from '../../../domain/incident/items/support/items.ts';
import { plainName } from '../../../domain/support/fixtures.ts';
import { channel, id } from '../incidents.ts';
import { type Extreme, on } from './extreme.ts';
import { longestIncident } from './longest.ts';
import { everyItem } from './longest-items.ts';
import { longText, type TextKind } from './texts.ts';

/** Every view of action items at its longest. */
export function itemViews(kind: TextKind): Extreme[] {
  const incident = longestIncident(kind);
  const items = [...everyItem(kind).values()];
  const held = items.map((item): HeldItem => ({ incident: id, item }));
  const [item = actionItem()] = items;
  const toReview = actionItem({ about: 'postmortem', owner: item.owner });
  const everyWhen = ['tomorrow', 'today', 'overdue', 'undated'] as const;
  const reminders = items.map(
    (one, i): Reminding => ({
      incident,
      item: one,
      when: everyWhen[i % everyWhen.length] ?? 'today',
      overdue: i % everyWhen.length === 2 ? 999 : 0,
      others: i % 2 === 0,
    }),
  );
  const overdue = items.map((one) => ({
    incident,
    item: { ...one, due: { kind: 'day', day: day('2026-11-02') } as const },
  }));
  const link = `https://acme.slack.com/archives/C0INC7/p1795269600000100`;
  const long = longText(kind);
  return [
    ...on(todosMessage, 'first page', 'Action items of INC-7', pageOf(held, 0), {
      place: 'here',
      note: mrkdwn`${long.slice(0, 600)}`,
    }),
    ...on(todosMessage, 'a later page', 'Open action items', pageOf(held, todosOnPage), { place: 'all' }),
    ...on(
      todosMessage,
      'the postmortem',
      'Action items of INC-7',
      pageOf([{ incident: id, item: toReview }], 0),
      {
        place: 'here',
      },
    ),
    ...on(todosMessage, 'none', 'Action items of INC-7', pageOf([], 0), { place: 'here' }),
    ...on(itemReminderMessage, 'all', reminders),
    ...on(itemReminderMessage, 'one', reminders.slice(0, 1)),
    ...on(itemSummaryMessage, 'all overdue', overdue, day('2026-12-01'), () => long),
    ...on(itemSummaryMessage, 'none overdue', reminders, day('2026-12-01'), plainName),
    ...on(addItemModal, 'made from a message', incident, channel, {
      what: long,
      owner: item.owner,
      due: day('2026-12-01'),
      link,
    }),
    ...on(editItemModal, 'in words', incident, channel, item),
    ...on(editItemModal, 'of a person', incident, channel, actionItem()),
    ...on(editItemModal, 'to review the postmortem', incident, channel, toReview),
    ...on(dropItemModal, 'with long words', incident, channel, item),
  ];
}
