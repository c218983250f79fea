import { incidentName, parseIncidentName } from '../../../domain/incident/ids.ts';
import { noSuchIncident, refuse } from '../../../domain/incident/refusal.ts';
import { clip, type PlainText } from '../../../domain/text/text.ts';
import { commandName } from '../../ids.ts';
import { refusalReply } from '../../listening/handlers.ts';
import { about, executeHere } from '../../listening/incident-commands.ts';
import {
  type ListenerContext,
  type Reply,
  type Requester,
  readOnly,
} from '../../listening/listener-context.ts';

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
  const found = await context.store.incident(original);
  if (found.kind === 'unreadable') return refusalReply(readOnly(original, found.seq));
  return executeHere(context, requester, { type: 'mark_duplicate', original }, ({ id }) =>
    about(
      id,
      `marked as a duplicate of ${incidentName(original)}, which now shows its record. To undo that, click Reopen.`,
    ),
  );
}
