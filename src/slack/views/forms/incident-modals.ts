import type { ModalView } from '@slack/types';
import { type ChannelId, incidentName, type Millis } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { workingStatusSchema } from '../../../domain/incident/status.ts';
import type { PlainText } from '../../../domain/text/text.ts';
import { viewIds } from '../../ids.ts';
import { input, option } from '../blocks.ts';
import { memoryOf, modal, severityInput, textInput, timeInput } from './modal.ts';

/**
 * Posts a status update. Everything is prefilled with what is true now, and the next update with the severity's pace;
 * `action` was typed with the command.
 */
export function updateModal(
  incident: Incident,
  channel: ChannelId | null,
  nextUpdateAt: Millis,
  action?: PlainText,
): ModalView {
  const options = workingStatusSchema.options.map((status) => option(status, status));
  const current = options.find(({ value }) => value === incident.status);
  return modal(
    viewIds.update,
    `Update ${incidentName(incident.id)}`,
    'Post update',
    memoryOf(incident, channel, action ? 'action' : null),
    [
      input(
        'status',
        'Status',
        { type: 'static_select', options, ...(current && { initial_option: current }) },
        {
          hint: "If it's over, use Resolve instead.",
        },
      ),
      input('impact', 'Impact', textInput(incident.impact, { multiline: true }), { optional: true }),
      input('cause', 'Cause', textInput(incident.cause?.text ?? null, { multiline: true }), {
        optional: true,
      }),
      input('action', 'Action', textInput(action || (incident.action?.text ?? null), { multiline: true }), {
        optional: true,
      }),
      input('next_update', 'Next update', timeInput(nextUpdateAt), {
        hint: 'If unchanged, it counts from when you post.',
      }),
    ],
  );
}

/** Adds a note to the timeline, at a time that may be in the past. */
export const noteModal = (incident: Incident, channel: ChannelId | null, now: number): ModalView =>
  modal(viewIds.note, `Note on ${incidentName(incident.id)}`, 'Add note', memoryOf(incident, channel), [
    input(
      'note',
      'Note',
      textInput(null, { multiline: true, placeholder: 'What happened, or what you found' }),
    ),
    input('when', 'When', timeInput(now), { hint: 'When it happened. Defaults to now.' }),
  ]);

/** Changes the severity, with a reason. */
export const severityModal = (incident: Incident, channel: ChannelId | null): ModalView =>
  modal(
    viewIds.severity,
    `Severity of ${incidentName(incident.id)}`,
    'Change severity',
    memoryOf(incident, channel),
    [
      input('severity', 'Severity', severityInput(incident.severity)),
      input('why', 'Why', textInput(null, { multiline: true }), { optional: true }),
    ],
  );
