import { moment } from '../../domain/clock-words.ts';
import type { PersonCommand } from '../../domain/commands.ts';
import type { Recorded } from '../../domain/events.ts';
import { type IncidentId, incidentName } from '../../domain/ids.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import { rememberedNames } from '../people.ts';
import type { Desk } from './desk.ts';

/**
 * Why a form came too late, where somebody ended or reopened the incident since it was opened (the incident's event
 * `since`): who, and when. Null where that is not what stands in its way.
 */
export async function overtaken(
  desk: Desk,
  incident: IncidentId,
  wanted: PersonCommand['type'],
  since: number | null,
): Promise<Refusal | null> {
  if (since === null) return null;
  const events = await desk.store.events(incident);
  const turn = events.findLast(({ seq, event }) => seq > since && isTurn(event));
  if (!turn || !standsInTheWay(turn.event, wanted) || turn.by.kind !== 'person') return null;
  const who = (await rememberedNames(desk.store, events))(turn.by.user);
  const when = moment(turn.at, desk.clock.now(), desk.pace.timeZone);
  return refuse(
    `${who} has ${turn.event.type} ${incidentName(incident)} while this form was open, at ${when}, so nothing was changed. Close this form.`,
  );
}

const isTurn = ({ type }: Recorded['event']): boolean =>
  type === 'resolved' || type === 'closed' || type === 'reopened';

function standsInTheWay({ type }: Recorded['event'], wanted: PersonCommand['type']): boolean {
  switch (type) {
    case 'closed':
      return wanted === 'close' || wanted === 'resolve' || wanted === 'post_update';
    case 'resolved':
      return wanted === 'resolve' || wanted === 'post_update';
    case 'reopened':
      return wanted === 'reopen';
    default:
      return false;
  }
}
