import type { Refusal } from '../../domain/incident/refusal.ts';
import { commandName } from '../ids.ts';
import type { ListenerContext } from './listener-context.ts';

/** Returns a refusal that also says where the incident is that people are already working on. */
export async function withPlace({ store }: ListenerContext, refusal: Refusal): Promise<Refusal> {
  if (!refusal.opened) return refusal;
  const found = await store.incident(refusal.opened);
  const channel = found.kind === 'found' ? found.incident.channel : null;
  const where = channel ? `Go to #${channel.name}` : `To find it, run \`${commandName} list\``;
  return { ...refusal, refused: `${refusal.refused} ${where}.` };
}
