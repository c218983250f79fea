import type { Refusal } from '../../domain/refusal.ts';
import { commandName } from '../ids.ts';
import type { Desk } from './desk.ts';

/** A refusal that also says where the incident is that people are at work on instead. */
export async function withPlace({ store }: Desk, refusal: Refusal): Promise<Refusal> {
  if (!refusal.opened) return refusal;
  const found = await store.incident(refusal.opened);
  const channel = found.kind === 'found' ? found.incident.channel : null;
  const where = channel ? `Go to #${channel.name}` : `${commandName} list shows where`;
  return { ...refusal, refused: `${refusal.refused} ${where}.` };
}
