import type { ItemEvent } from '../../incident/events/events.ts';
import type { Millis } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { postmortemItem } from '../../incident/items/action-item.ts';
import { dayIn, workingDayAfter } from '../../text/days.ts';
import { plainText } from '../../text/text.ts';
import type { ResponsePolicy } from '../response-policy.ts';
import { nextItem } from './decide-item.ts';

/**
 * At a close, somebody has to review the postmortem: the commander, until it's changed. A later close has a later
 * postmortem, so that's to be reviewed again. `others`: what becomes of the other action items.
 */
export function postmortemToReview(
  incident: Incident,
  others: readonly ItemEvent[],
  at: Millis,
  { reviewWithin = {}, timeZone }: ResponsePolicy,
): readonly ItemEvent[] {
  const { commander, drill, severity } = incident;
  const days = reviewWithin[severity];
  if (days === undefined || drill !== null) return [];
  const due = { kind: 'day', day: workingDayAfter(dayIn(at, timeZone), days) } as const;
  const item = postmortemItem(incident);
  if (!item) {
    const added = others.filter(({ type }) => type === 'action_item_added').length;
    const owner = commander === null ? null : ({ kind: 'person', user: commander } as const);
    const text = plainText('Review the postmortem');
    return [
      {
        type: 'action_item_added',
        item: nextItem(incident) + added,
        text,
        owner,
        due,
        atClose: true,
        about: 'postmortem',
      },
    ];
  }
  const type = item.state.kind === 'open' ? 'action_item_edited' : 'action_item_reopened';
  return [{ type, item: item.id, due, atClose: true, about: 'postmortem' }];
}
