import type { PersonCommand } from '../../domain/incident/commands.ts';
import { type IncidentId, incidentName } from '../../domain/incident/ids.ts';
import type { StatusTurn } from '../../domain/incident/incident.ts';
import { type Refusal, refuse } from '../../domain/incident/refusal.ts';
import { moment } from '../../domain/text/format-time.ts';
import { rememberedNames } from '../api/display-names.ts';
import type { ListenerContext } from './listener-context.ts';

/**
 * Returns why a form came too late, if someone ended or reopened the incident since it was opened (the incident's
 * event `since`): who, and when. Null if that isn't the obstacle.
 */
export async function overtakenRefusal(
  context: ListenerContext,
  incident: IncidentId,
  wanted: PersonCommand['type'],
  since: number | null,
): Promise<Refusal | null> {
  if (since === null) return null;
  const found = await context.store.incident(incident);
  const turned = found.kind === 'found' ? found.incident.turned : null;
  if (turned === null || turned.seq <= since || turned.by.kind !== 'person') return null;
  const turn = await context.store.event(incident, turned.seq);
  if (!turn || !standsInTheWay(turned.to, wanted)) return null;
  const who = (await rememberedNames(context.store, [turn]))(turned.by.user);
  const name = incidentName(incident);
  const did = turned.to === 'duplicated' ? `marked ${name} as a duplicate` : `${turned.to} ${name}`;
  const when = moment(turn.at, context.clock.now(), context.policy.timeZone);
  return refuse(`${who} ${did} at ${when}, while this form was open. Nothing was changed. Close this form.`);
}

function standsInTheWay(to: StatusTurn['to'], wanted: PersonCommand['type']): boolean {
  switch (to) {
    case 'closed':
    case 'cancelled':
    case 'duplicated':
      return wanted === 'close' || wanted === 'cancel' || wanted === 'resolve' || wanted === 'post_update';
    case 'resolved':
      return wanted === 'resolve' || wanted === 'post_update';
    case 'reopened':
      return wanted === 'reopen';
  }
}
