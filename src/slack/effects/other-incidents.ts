import type { ChannelId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { EffectContext } from './effect-context.ts';

/** The incidents that live in a channel, or did last, except for this one; without those that can't be read. */
export async function otherIncidents(
  { store }: Pick<EffectContext, 'store'>,
  { id }: Incident,
  channel: ChannelId,
): Promise<Incident[]> {
  const there = await store.incidentsIn(channel);
  const found = await Promise.all(there.filter((one) => one !== id).map((one) => store.incident(one)));
  return found.flatMap((one) => (one.kind === 'found' ? [one.incident] : []));
}
