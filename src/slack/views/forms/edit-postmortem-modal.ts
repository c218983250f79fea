import type { ModalView } from '@slack/types';
import { type ChannelId, incidentName } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { viewIds } from '../../ids.ts';
import { input } from '../blocks.ts';
import { countInput, memoryOf, modal, textInput } from './modal.ts';

/** Corrects what people wrote of a closed incident; empty fields read `Not recorded`. */
export function editPostmortemModal(incident: Incident, channel: ChannelId | null): ModalView {
  const { id, title, review, fix } = incident;
  const optional = { optional: true };
  const long = (text: string | null | undefined) => textInput(text ?? null, { multiline: true });
  const name = textInput(review?.incidentType ?? null, { placeholder: title });
  return modal(
    viewIds.editPostmortem,
    `Postmortem of ${incidentName(id)}`,
    'Save',
    memoryOf(incident, channel),
    [
      input('incident_type', 'Type', name, {
        ...optional,
        hint: 'Its name in the postmortem. Defaults to the title.',
      }),
      input('summary', 'Summary', long(review?.summary), optional),
      input('root_cause', 'Root cause', long(review?.rootCause), optional),
      input('fix', 'What fixed it', long(fix), optional),
      input('lessons', 'Lessons', long(review?.lessons), {
        ...optional,
        hint: 'What went well, what went badly, and where luck helped.',
      }),
      input(
        'conversations',
        'Conversations affected',
        countInput(review?.conversationsAffected ?? null),
        optional,
      ),
      input('users', 'Users unable to reach support', countInput(review?.usersAffected ?? null), optional),
    ],
  );
}
