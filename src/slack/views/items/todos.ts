import type { KnownBlock } from '@slack/types';
import { incidentName, type UserId } from '../../../domain/incident/ids.ts';
import type { ActionItem } from '../../../domain/incident/items/action-item.ts';
import type { HeldItem } from '../../../domain/records/items/action-items.ts';
import { actionIds } from '../../ids.ts';
import { itemValue, type TodosList, type TodosPage, todosOnPage, todosValue } from '../../item-values.ts';
import { joined, link, type Mrkdwn, mrkdwn, typed } from '../../text/mrkdwn.ts';
import { actions, button, context, type Message, message, pageButtons, section } from '../blocks.ts';
import { doneLabel, dueShown, ownerShown } from './item-change.ts';

/** The longest that an action item's words get here, in characters. */
const wordsMax = 300;
/** The longest that an owner or a due date in words gets here, in characters. */
const asideMax = 100;

/** A page of action items. `place`: where they're listed; `note`: what has just been done. */
export function todosMessage(
  title: string,
  { items, from, count }: TodosPage<HeldItem>,
  { place, note = null }: { place: TodosList; note?: Mrkdwn | null },
): Message {
  const head = [...(note ? [note] : []), mrkdwn`*${title}*`];
  const lines = items.map((one) => itemLine(one));
  const rows = items.flatMap((one, i): KnownBlock[] => [
    section(lines[i] ?? mrkdwn``),
    actions(...itemButtons(one, place, from)),
  ]);
  const none =
    count === 0
      ? [mrkdwn`There are none. To add one, run \`/intercom-incident todo\` in an incident channel.`]
      : [];
  return message(joined([...head, ...lines, ...none], '\n').value, [
    ...head.map((one) => section(one)),
    ...rows,
    ...turning(count, from, place),
    ...(none.length > 0 ? [context(...none)] : []),
  ]);
}

/** An action item on two lines: what, and whose, until when, and what has become of it. `named`: see `ownerShown`. */
export function itemLine({ incident, item }: HeldItem, named?: (user: UserId) => Mrkdwn): Mrkdwn {
  const { text, owner, due, state, link: source } = item;
  const box = state.kind === 'open' ? '☐' : '☑';
  const why = state.kind === 'dropped' && state.why ? mrkdwn`: ${typed(state.why, wordsMax)}` : mrkdwn``;
  const what = joined(
    [
      mrkdwn`${incidentName(incident)}`,
      mrkdwn`${ownerShown(owner, asideMax, named)}`,
      mrkdwn`${due ? mrkdwn`due ${dueShown(due, asideMax)}` : 'no due date yet'}`,
      ...(state.kind === 'open' ? [] : [mrkdwn`*${stateWord(item)}*${why}`]),
      ...(source ? [link(source, 'message')] : []),
    ],
    ' · ',
  );
  return mrkdwn`${box} ${typed(text, wordsMax)}\n${what}`;
}

const stateWord = ({ state, about }: ActionItem): string =>
  about && state.kind === 'done' ? 'reviewed' : state.kind;

function itemButtons({ incident, item }: HeldItem, place: TodosList, from: number) {
  const value = itemValue({ incident, item: item.id, place, from });
  const edit = button('Edit', actionIds.itemEdit, value);
  return item.state.kind === 'open'
    ? [button(doneLabel(item), actionIds.itemDone, value), edit, button('Drop', actionIds.itemDrop, value)]
    : [button('Reopen', actionIds.itemReopen, value), edit];
}

function turning(count: number, from: number, place: TodosList): KnownBlock[] {
  const to = (start: number): string => todosValue(place, start);
  return pageButtons(
    from > 0 && button('Previous', actionIds.todosEarlier, to(from - todosOnPage)),
    from + todosOnPage < count && button('Next', actionIds.todosLater, to(from + todosOnPage)),
  );
}
