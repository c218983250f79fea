import type { ModalView } from '@slack/types';
import { cancelReasonSchema, cancelReasonWords } from '../../../domain/incident/ending/cancellation.ts';
import { type ChannelId, incidentName } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { PlainText } from '../../../domain/text/text.ts';
import { viewIds } from '../../ids.ts';
import { mrkdwn } from '../../text/mrkdwn.ts';
import { context, input, option, plain } from '../blocks.ts';
import { memoryOf, modal, textInput } from './modal.ts';

/** Cancels an incident that turned out not to be one; `typed` is why, in words. No reason is preselected. */
export function cancelModal(incident: Incident, channel: ChannelId | null, typed: PlainText): ModalView {
  const options = cancelReasonSchema.options.map((reason) => option(cancelReasonWords[reason], reason));
  const form = modal(
    viewIds.cancel,
    `Cancel ${incidentName(incident.id)}`,
    'Cancel incident',
    memoryOf(incident, channel, typed ? 'why' : null),
    [
      context(
        mrkdwn`Reminders and checks stop, and no postmortem is needed. If it was real and is over, use Resolve instead.`,
      ),
      input('reason', 'Reason', {
        type: 'static_select',
        options,
        placeholder: plain('Choose a reason', 150),
      }),
      input('why', 'Why', textInput(typed, { multiline: true }), { optional: true }),
    ],
  );
  // Next to "Cancel incident", "Cancel" would mean the same.
  return { ...form, close: plain('Back', 24) };
}
