import { type DisplayName, type IncidentId, incidentName } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { type ActionItem, isWanted } from '../../incident/items/action-item.ts';
import { type DuplicateRecords, folded } from '../duplicates.ts';
import { dueText, ownerText } from './item-words.ts';

/** An action item with the incident in whose record it stands. */
export type HeldItem = { readonly incident: IncidentId; readonly item: ActionItem };

/** The action items of an incident and of its duplicates that are wanted, each once, the incident's own first. */
export const itemsWithDuplicates = (incident: Incident, duplicates: DuplicateRecords): HeldItem[] =>
  [incident, ...folded(duplicates)].flatMap((holder) =>
    [...holder.items.values()]
      .filter((item) => isWanted(holder, item))
      .map((item) => ({ incident: holder.id, item })),
  );

/** A line of the postmortem: `what - owner - due`, ticked once nobody has to do it any more. */
export function taskLine({ id }: Pick<Incident, 'id'>, { incident, item }: HeldItem, name: DisplayName) {
  const { text, owner, due, link, state } = item;
  const whose = incident === id ? '' : `${incidentName(incident)}: `;
  const why = state.kind === 'dropped' && state.why ? `: ${state.why}` : '';
  const dropped = state.kind === 'dropped' ? ` (dropped${why})` : '';
  const line = [text, ownerText(owner, name), dueText(due)].join(' - ');
  return { text: `${whose}${line}${dropped}`, link, ticked: state.kind !== 'open' };
}
