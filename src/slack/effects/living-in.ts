import type { ChannelId, IncidentId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { EffectContext } from './effect-context.ts';

/** The incidents that live in a channel, or did last, of those that are `meant`; without those that can't be read. */
export async function livingIn(
  { store }: Pick<EffectContext, 'store'>,
  channel: ChannelId,
  meant: (id: IncidentId) => boolean,
): Promise<Incident[]> {
  const there = await store.incidentsIn(channel);
  const found = await Promise.all(there.filter(meant).map((id) => store.incident(id)));
  return found.flatMap((one) => (one.kind === 'found' ? [one.incident] : []));
}
