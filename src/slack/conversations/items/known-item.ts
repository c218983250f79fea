import { noSuchItem } from '../../../domain/decide/items/decide-item.ts';
import type { IncidentId } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { ActionItem } from '../../../domain/incident/items/action-item.ts';
import { isRefusal, type Refusal } from '../../../domain/incident/refusal.ts';
import type { ListenerContext, Requester } from '../../listening/listener-context.ts';
import { knownIncident } from '../queries.ts';

/** Returns an action item with its incident; to whoever may not know of that, neither exists. */
export async function knownItem(
  context: ListenerContext,
  requester: Requester,
  id: IncidentId,
  number: number,
): Promise<{ readonly incident: Incident; readonly item: ActionItem } | Refusal> {
  const incident = await knownIncident(context, requester, id);
  if (isRefusal(incident)) return incident;
  const item = incident.items.get(number);
  return item ? { incident, item } : noSuchItem(incident, number);
}
