import type { ModalView } from '@slack/types';
import { type ChannelId, incidentName } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { ActionItem, ItemOwner } from '../../../domain/incident/items/action-item.ts';
import type { Day } from '../../../domain/text/days.ts';
import { viewIds } from '../../ids.ts';
import { fitted, mrkdwn } from '../../text/mrkdwn.ts';
import { input, section } from '../blocks.ts';
import { memoryOf, modal, textInput } from './modal.ts';

/** A form for an action item. `due`: the day that it's due unless somebody changes it. */
export const addItemModal = (
  incident: Incident,
  channel: ChannelId | null,
  { what, owner, due, link }: { what: string; owner: ItemOwner | null; due: Day; link: string | null },
): ModalView =>
  modal(
    viewIds.addItem,
    `${incidentName(incident.id)}: action item`,
    'Add',
    { ...memoryOf(incident, channel), ...(link && { link }) },
    itemInputs({ what, ...ownerFields(owner), due, dueHint: null }),
  );

/** The same form for one that's there. */
export function editItemModal(incident: Incident, channel: ChannelId | null, item: ActionItem): ModalView {
  const { owner, due } = item;
  return modal(
    viewIds.editItem,
    `${incidentName(incident.id)}: action item`,
    'Save',
    { ...memoryOf(incident, channel), item: item.id },
    itemInputs({
      what: item.about ? null : item.text,
      ...ownerFields(owner),
      due: due?.kind === 'day' ? due.day : null,
      dueHint: due?.kind === 'words' ? `Until you choose a date: ${due.text}`.slice(0, 150) : null,
    }),
  );
}

/** The two fields of an owner: a person, or somebody in words. */
const ownerFields = (owner: ItemOwner | null) => ({
  user: owner?.kind === 'person' ? owner.user : null,
  words:
    owner?.kind === 'words' ? owner.text : owner?.kind === 'group' ? `@${owner.name ?? owner.group}` : null,
});

/** Asks why an action item is dropped. */
export const dropItemModal = (incident: Incident, channel: ChannelId | null, item: ActionItem): ModalView =>
  modal(
    viewIds.dropItem,
    `${incidentName(incident.id)}: drop item`,
    'Drop',
    { ...memoryOf(incident, channel), item: item.id },
    [
      section(mrkdwn`${fitted(item.text, 1_000)}`),
      input('why', 'Why', textInput(null, { multiline: true }), { optional: true }),
    ],
  );

/** `what`: null where that can't be changed. */
function itemInputs(shown: {
  what: string | null;
  user: string | null;
  words: string | null;
  due: Day | null;
  dueHint: string | null;
}) {
  const optional = { optional: true };
  return [
    ...(shown.what === null
      ? []
      : [
          input(
            'what',
            'What',
            textInput(shown.what || null, { multiline: true, placeholder: 'What is to be done' }),
          ),
        ]),
    input(
      'owner',
      'Owner',
      { type: 'users_select', ...(shown.user && { initial_user: shown.user }) },
      optional,
    ),
    input('other_owner', 'Other owner', textInput(shown.words), {
      ...optional,
      hint: "A user group or team, if it isn't one person. The commander gets the reminders.",
    }),
    input(
      'due',
      'Due',
      { type: 'datepicker', ...(shown.due && { initial_date: shown.due }) },
      {
        ...optional,
        ...(shown.dueHint && { hint: shown.dueHint }),
      },
    ),
  ];
}
