import { notOpen } from '../../domain/incident/refusal.ts';
import { type PlainText, plainText } from '../../domain/text/text.ts';
import { actionIds, viewIds } from '../ids.ts';
import { noteModal } from '../views/forms/incident-modals.ts';
import { about, actOn, askOn, hearButton, hearModal } from '../listening/incident-commands.ts';
import type { Asker, Desk, Reply } from '../listening/listener-context.ts';
import type { Switchboard } from '../router.ts';

/** A note with its text, or the modal without one. */
export function note(desk: Desk, asker: Asker, text: PlainText): Promise<Reply> {
  if (text === '')
    return askOn(desk, asker, 'add_note', (incident) =>
      incident.status === 'CLOSED' ? notOpen(incident) : noteModal(incident, asker.channel, desk.clock.now()),
    );
  return actOn(desk, asker, { type: 'add_note', text, when: null }, ({ id }) =>
    about(id, 'the note is on the timeline.'),
  );
}

/** Hears the note button and modal. */
export function registerNote(app: Switchboard, desk: Desk): void {
  hearButton(app, desk, actionIds.addNote, (asker) => note(desk, asker, plainText('')));
  hearModal(
    app,
    desk,
    viewIds.note,
    (fields) => ({
      type: 'add_note',
      text: fields.text('note') ?? plainText(''),
      when: fields.time('when'),
    }),
    (id) => about(id, 'the note is on the timeline.'),
  );
}
