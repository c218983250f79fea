import { type Refusal, refuse } from '../../domain/incident/refusal.ts';
import { mayKnowNumber } from '../access/audience.ts';
import { commandName } from '../ids.ts';
import type { ListenerContext, Requester } from './listener-context.ts';

/**
 * Returns a refusal that also says where the incident is that people are already working on. To whoever may not know of
 * that one, the suggestion has just ended.
 */
export async function withPlace(
  context: ListenerContext,
  requester: Requester,
  refusal: Refusal,
): Promise<Refusal> {
  if (!refusal.opened) return refusal;
  if (!(await mayKnowNumber(context, requester, refusal.opened))) return noLongerOpen;
  const found = await context.store.incident(refusal.opened);
  const channel = found.kind === 'found' ? found.incident.channel : null;
  const where = channel ? `Go to #${channel.name}` : `To find it, run \`${commandName} list\``;
  return { ...refusal, refused: `${refusal.refused} ${where}.` };
}

/** The refusal for a suggestion that isn't known (any more). */
export const noLongerOpen = refuse(
  `That suggestion is no longer open. Nothing was changed. To declare an incident, run \`${commandName} open\`.`,
);
