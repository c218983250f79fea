import type { ItemEvent } from '../../../domain/incident/events/events.ts';
import type { IncidentId, UserId } from '../../../domain/incident/ids.ts';
import type { ActionItem, ItemDue, ItemOwner } from '../../../domain/incident/items/action-item.ts';
import { noDueDate, noOwner } from '../../../domain/incident/items/read-item.ts';
import { actionIds } from '../../ids.ts';
import { itemValue } from '../../item-values.ts';
import { type Mrkdwn, mention, mrkdwn, typed } from '../../text/mrkdwn.ts';
import { button } from '../blocks.ts';

/** The longest that an action item's words get here, in characters. */
const wordsMax = 600;

/** Who owns an action item; nobody but a person is notified, and not even they if they're called by a name. */
export function ownerShown(
  owner: ItemOwner | null,
  max = wordsMax,
  named: (user: UserId) => Mrkdwn = mention,
): Mrkdwn {
  switch (owner?.kind) {
    case undefined:
      return mrkdwn`${noOwner}`;
    case 'person':
      return named(owner.user);
    case 'group':
      return mrkdwn`@${owner.name ?? owner.group}`;
    case 'words':
      return typed(owner.text, max);
  }
}

/** When an action item is due. */
export const dueShown = (due: ItemDue, max = wordsMax): Mrkdwn =>
  due.kind === 'words' ? typed(due.text, max) : mrkdwn`${due.day}${due.byDefault ? ' by default' : ''}`;

/** What the button says that ends an action item. */
export const doneLabel = ({ about }: { readonly about?: 'postmortem' | null | undefined }): string =>
  about ? 'Reviewed' : 'Done';

/** That button, outside a list. */
export const doneButton = (incident: IncidentId, { id, about }: Pick<ActionItem, 'id' | 'about'>) =>
  button(
    doneLabel({ about }),
    actionIds.itemDone,
    itemValue({ incident, item: id, place: 'reminder', from: 0 }),
  );

/** What an action item says, on one line. */
export const itemWords = ({ text, owner, due }: Pick<ActionItem, 'text' | 'owner' | 'due'>): Mrkdwn =>
  mrkdwn`${typed(text, wordsMax)} (${ownerShown(owner)}, ${due ? mrkdwn`due ${dueShown(due)}` : noDueDate})`;

/** What has become of an action item, in the headline's thread. `words`: what it says, where the event does not. */
export function itemChange(event: ItemEvent, who: Mrkdwn, words: string | null): Mrkdwn {
  const what = typed(
    'text' in event && event.text ? event.text : (words ?? `number ${event.item}`),
    wordsMax,
  );
  if (event.about) return reviewChange(event, who);
  switch (event.type) {
    case 'action_item_added':
      return mrkdwn`:ballot_box_with_check: ${who} added an action item: ${itemWords(event)}`;
    case 'action_item_edited': {
      const owner = event.owner === undefined ? mrkdwn`` : mrkdwn`. Owner: ${ownerShown(event.owner)}`;
      const due = event.due === undefined ? mrkdwn`` : mrkdwn`. Due: ${dueShown(event.due)}`;
      return mrkdwn`:pencil2: ${who} edited an action item: ${what}${owner}${due}`;
    }
    case 'action_item_done':
      return mrkdwn`:white_check_mark: ${who} marked an action item as done: ${what}`;
    case 'action_item_reopened':
      return mrkdwn`:leftwards_arrow_with_hook: ${who} reopened an action item: ${what}`;
    case 'action_item_dropped': {
      const why = event.why ? mrkdwn`. *Why:* ${typed(event.why, wordsMax)}` : mrkdwn``;
      return mrkdwn`:no_entry_sign: ${who} dropped an action item: ${what}${why}`;
    }
  }
}

/** The same about who reviews the postmortem, and by when. */
function reviewChange(event: ItemEvent, who: Mrkdwn): Mrkdwn {
  switch (event.type) {
    case 'action_item_added':
      return mrkdwn`:ballot_box_with_check: *Postmortem to review:* ${ownerShown(event.owner)}, due ${dueShown(event.due)}`;
    case 'action_item_edited': {
      const owner = event.owner === undefined ? mrkdwn`` : mrkdwn`. Owner: ${ownerShown(event.owner)}`;
      const due = event.due === undefined ? mrkdwn`` : mrkdwn`. Due: ${dueShown(event.due)}`;
      return mrkdwn`:pencil2: ${who} changed the review of the postmortem${owner}${due}`;
    }
    case 'action_item_done':
      return mrkdwn`:white_check_mark: ${who} reviewed the postmortem`;
    case 'action_item_reopened': {
      const due = event.due === undefined ? mrkdwn`` : mrkdwn`. Due: ${dueShown(event.due)}`;
      return mrkdwn`:leftwards_arrow_with_hook: The postmortem is to be reviewed again${due}`;
    }
    case 'action_item_dropped': {
      const why = event.why ? mrkdwn`. *Why:* ${typed(event.why, wordsMax)}` : mrkdwn``;
      return mrkdwn`:no_entry_sign: ${who} dropped the review of the postmortem${why}`;
    }
  }
}
