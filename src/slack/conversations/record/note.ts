import { notOpen } from '../../../domain/incident/refusal.ts';
import { isFinal } from '../../../domain/incident/status.ts';
import { type PlainText, plainText } from '../../../domain/text/text.ts';
import { actionIds, viewIds } from '../../ids.ts';
import { about, executeHere, onButton, onModal, openModalHere } from '../../listening/incident-commands.ts';
import type { ListenerContext, Reply, Requester } from '../../listening/listener-context.ts';
import type { Listeners } from '../../router.ts';
import { noteModal } from '../../views/forms/incident-modals.ts';

/** Adds a note with its text, or opens the modal without one. */
export function note(context: ListenerContext, requester: Requester, text: PlainText): Promise<Reply> {
  if (text === '')
    return openModalHere(context, requester, 'add_note', (incident) =>
      isFinal(incident.status)
        ? notOpen(incident)
        : noteModal(incident, requester.channel, context.clock.now()),
    );
  return executeHere(context, requester, { type: 'add_note', text, when: null }, ({ id }) =>
    about(id, 'note added to the timeline.'),
  );
}

/** Handles the note button and modal. */
export const noteListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.addNote]: onButton(context, (requester) => note(context, requester, plainText(''))),
  },
  views: {
    [viewIds.note]: onModal(
      context,
      (fields) => ({
        type: 'add_note',
        text: fields.text('note') ?? plainText(''),
        when: fields.time('when'),
      }),
      (id) => about(id, 'note added to the timeline.'),
    ),
  },
});
