import { incidentName, parseIncidentName } from '../../../domain/incident/ids.ts';
import { isRefusal, noSuchIncident, refuse } from '../../../domain/incident/refusal.ts';
import { clip, type PlainText } from '../../../domain/text/text.ts';
import { commandName } from '../../ids.ts';
import { refusalReply } from '../../listening/handlers.ts';
import { about, executeHere } from '../../listening/incident-commands.ts';
import type { ListenerContext, Reply, Requester } from '../../listening/listener-context.ts';
import { knownIncident } from '../queries.ts';

/** Ends the channel's incident as a duplicate of the named one (`INC-3`, `of INC-3`). */
export async function duplicate(
  context: ListenerContext,
  requester: Requester,
  typed: PlainText,
): Promise<Reply> {
  const name = typed.replace(/^of\s+/iu, '');
  if (name === '')
    return refusalReply(
      refuse(
        `Name the incident to keep: \`${commandName} duplicate INC-n\`. To see them all, run \`${commandName} list\`.`,
      ),
    );
  const original = parseIncidentName(name);
  if (!original) return refusalReply(noSuchIncident(`"${clip(name, 40)}"`));
  const known = await knownIncident(context, requester, original);
  if (isRefusal(known)) return refusalReply(known);
  return executeHere(context, requester, { type: 'mark_duplicate', original }, ({ id, privateTo }) => {
    const record = privateTo
      ? ". Because this incident is private, its record isn't shown there"
      : ', which now shows its record';
    return about(
      id,
      `marked as a duplicate of ${incidentName(original)}${record}. To undo that, click Reopen.`,
    );
  });
}
