import type { ActionItem } from '../../domain/events.ts';
import type { Impact } from '../../domain/impact.ts';
import type { Incident } from '../../domain/incident.ts';
import { notOpen, refuse } from '../../domain/refusal.ts';
import { isOpen } from '../../domain/status.ts';
import { type PlainText, plainText } from '../../domain/text.ts';
import { actionIds, viewIds } from '../ids.ts';
import { closeModal, reopenModal, resolveModal } from '../views/act.ts';
import { about, actOn, askOn, hearButton, hearModal } from './act.ts';
import type { Asker, Desk, Reply } from './desk.ts';
import type { Switchboard } from './switchboard.ts';

/** The estimate of a real incident; for a drill Intercom is not asked. */
const impactOf = async (desk: Desk, { startedAt, resolvedAt, drill }: Incident): Promise<Impact | null> =>
  drill ? null : desk.impact({ from: startedAt, to: resolvedAt ?? desk.clock.now() });

/** The resolve modal. */
export const askToResolve = (desk: Desk, asker: Asker): Promise<Reply> =>
  askOn(desk, asker, (incident) =>
    isOpen(incident.status)
      ? impactOf(desk, incident).then((impact) => resolveModal(incident, asker.channel, impact))
      : notOpen(incident),
  );

/** The close modal. */
export const askToClose = (desk: Desk, asker: Asker): Promise<Reply> =>
  askOn(desk, asker, (incident) =>
    incident.status === 'CLOSED'
      ? notOpen(incident)
      : impactOf(desk, incident).then((impact) => closeModal(incident, asker.channel, impact)),
  );

const alreadyOpen = (incident: Incident) =>
  refuse(about(incident.id, 'it is open already, so there is nothing to reopen.'));

/** Reopens for a reason, or asks for one. */
export function reopen(desk: Desk, asker: Asker, why: PlainText): Promise<Reply> {
  if (why === '')
    return askOn(desk, asker, (incident) =>
      isOpen(incident.status) ? alreadyOpen(incident) : reopenModal(incident, asker.channel),
    );
  return actOn(desk, asker, { type: 'reopen', why }, ({ id }) => about(id, 'it is open again.'));
}

/** An owner or a date; `?` is what the close modal writes for one that nobody said. */
const said = (part: PlainText | null): PlainText | null => (part === '?' ? null : part || null);

/** One action item a line: `what - owner - due`; a missing part is not recorded. */
export function readActionItems(text: PlainText | null): ActionItem[] {
  return (text ?? '').split('\n').flatMap((line) => {
    const parts = line
      .replace(/^\s*(?:[-*•]\s+)?(?:\[[ x]?\]\s*)?/, '')
      .split(/\s+[-–—]\s+/)
      .map(plainText);
    const due = parts.length > 2 ? (parts.pop() ?? null) : null;
    const owner = parts.length > 1 ? (parts.pop() ?? null) : null;
    const what = plainText(parts.join(' - '));
    return what === '' ? [] : [{ what, owner: said(owner), due: said(due) }];
  });
}

/** Hears the buttons and modals of resolve, close and reopen. */
export function registerReview(app: Switchboard, desk: Desk): void {
  hearButton(app, desk, actionIds.resolve, (asker) => askToResolve(desk, asker));
  hearButton(app, desk, actionIds.close, (asker) => askToClose(desk, asker));
  hearButton(app, desk, actionIds.reopen, (asker) => reopen(desk, asker, plainText('')));
  hearModal(
    app,
    desk,
    viewIds.resolve,
    (fields) => ({ type: 'resolve', fix: fields.text('fix') }),
    () => null,
  );
  hearModal(
    app,
    desk,
    viewIds.reopen,
    (fields) => ({ type: 'reopen', why: fields.text('why') }),
    () => null,
  );
  hearModal(
    app,
    desk,
    viewIds.close,
    (fields) => {
      for (const field of ['conversations', 'users'] as const)
        if (fields.text(field) && fields.count(field) === null)
          return refuse('Write a whole number from 0, or leave it empty.', field);
      return {
        type: 'close',
        summary: fields.text('summary'),
        rootCause: fields.text('root_cause'),
        fix: fields.text('fix'),
        conversationsAffected: fields.count('conversations'),
        usersAffected: fields.count('users'),
        actionItems: readActionItems(fields.text('action_items')),
      };
    },
    (id) => about(id, 'it is closed; the postmortem is on its way to the channel.'),
  );
}
