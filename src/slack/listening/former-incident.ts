import { type ChannelId, type IncidentId, incidentName } from '../../domain/incident/ids.ts';
import { type Refusal, refuse } from '../../domain/incident/refusal.ts';
import { isFinal } from '../../domain/incident/status.ts';
import { commandName } from '../ids.ts';
import { type ListenerContext, notOfThisChannel } from './listener-context.ts';

/**
 * Returns why a button that names this incident (`named`, untrusted) does nothing in a channel. An adopted channel still has
 * the buttons of an earlier incident, which a later one keeps from being reopened there (docs/adr/0035): it says how to go on
 * with either. `here`: the incident that the channel belongs to now.
 */
export async function formerRefusal(
  { store }: Pick<ListenerContext, 'store'>,
  { named, channel, here }: { named: number; channel: ChannelId | null; here: IncidentId | null },
): Promise<Refusal> {
  const former = channel && here && (await store.incidentsIn(channel)).find((id) => id === named);
  const now = here && (await store.incident(here));
  if (!former || now?.kind !== 'found') return notOfThisChannel('button');
  const [before, later] = [incidentName(former), incidentName(now.incident.id)];
  const again = `To continue ${before}, declare it again with \`${commandName} open\``;
  return refuse(
    isFinal(now.incident.status)
      ? `${later} has lived in this channel since ${before}. Nothing was changed. ${again}, or run \`${commandName} reopen\` to reopen ${later}.`
      : `This channel belongs to ${later} now, so ${before} can't go on here. Nothing was changed. ${again}.`,
  );
}
