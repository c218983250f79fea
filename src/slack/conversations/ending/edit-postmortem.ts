import type { EditedField } from '../../../domain/incident/ending/review.ts';
import { type Field, notYetWritten } from '../../../domain/incident/refusal.ts';
import { oneLine, plainText } from '../../../domain/text/text.ts';
import { actionIds, viewIds } from '../../ids.ts';
import { about, onButton, onModal, openModalHere } from '../../listening/incident-commands.ts';
import type { ListenerContext } from '../../listening/listener-context.ts';
import type { Listeners } from '../../router.ts';
import { editPostmortemModal } from '../../views/forms/edit-postmortem-modal.ts';
import { notCounted } from './review.ts';

/** The fields of the form, and their properties in the review. */
const editedFields: readonly (readonly [Field, EditedField])[] = [
  ['incident_type', 'incidentType'],
  ['summary', 'summary'],
  ['root_cause', 'rootCause'],
  ['fix', 'fix'],
  ['lessons', 'lessons'],
  ['conversations', 'conversationsAffected'],
  ['users', 'usersAffected'],
];

/** Handles the button and the form that correct a postmortem after the close. */
export const editPostmortemListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.editPostmortem]: onButton(context, (requester) =>
      openModalHere(context, requester, 'edit_postmortem', (incident) =>
        incident.status === 'CLOSED'
          ? editPostmortemModal(incident, requester.channel)
          : notYetWritten(incident),
      ),
    ),
  },
  views: {
    [viewIds.editPostmortem]: onModal(
      context,
      (fields) => {
        const incidentType = fields.text('incident_type');
        return (
          notCounted(fields) ?? {
            type: 'edit_postmortem',
            ...(incidentType && { incidentType: plainText(oneLine(incidentType)) }),
            summary: fields.text('summary'),
            rootCause: fields.text('root_cause'),
            fix: fields.text('fix'),
            lessons: fields.text('lessons'),
            conversationsAffected: fields.count('conversations'),
            usersAffected: fields.count('users'),
            untouched: editedFields.flatMap(([field, part]) => (fields.untouched(field) ? [part] : [])),
          }
        );
      },
      (id, recorded) =>
        recorded.length > 0
          ? about(
              id,
              'postmortem corrected. A new file is posted within 10 minutes, with all changes until then.',
            )
          : about(id, 'the postmortem already says that. Nothing was changed.'),
    ),
  },
});
