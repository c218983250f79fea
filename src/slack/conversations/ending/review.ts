import type { KnownBlock } from '@slack/types';
import type { ShownItem, WrittenField } from '../../../domain/incident/ending/review.ts';
import type { UserId } from '../../../domain/incident/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { readItemLines } from '../../../domain/incident/items/read-item.ts';
import { alreadyOpen, type Field, notOpen, type Refusal, refuse } from '../../../domain/incident/refusal.ts';
import { isFinal, isOpen } from '../../../domain/incident/status.ts';
import { degradedMs, degradedPeriods } from '../../../domain/records/degraded-periods.ts';
import type { Impact } from '../../../domain/records/impact.ts';
import { peopleOfItems } from '../../../domain/records/items/item-words.ts';
import type { Day } from '../../../domain/text/days.ts';
import { wholeMinutes } from '../../../domain/text/duration.ts';
import { oneLine, type PlainText, plainText } from '../../../domain/text/text.ts';
import { failingNow } from '../../../domain/watch/failing.ts';
import { actionIds, viewIds } from '../../ids.ts';
import type { Asking } from '../../listening/confirmation-form.ts';
import { about, executeHere, onButton, onModal, openModalHere } from '../../listening/incident-commands.ts';
import {
  displayTime,
  type ListenerContext,
  type Reply,
  type Requester,
} from '../../listening/listener-context.ts';
import type { Fields } from '../../listening/modal-submission.ts';
import type { Listeners } from '../../router.ts';
import {
  closeAnyway,
  closeModal,
  reopenedMeanwhile,
  reopenModal,
  resolveAnyway,
  resolveModal,
  stillFailing,
} from '../../views/forms/review-forms.ts';

/** When it has been degraded until now, UTC ms. */
const windowsOf = ({ clock }: ListenerContext, incident: Incident): { from: number; to: number }[] =>
  degradedPeriods(incident).map(({ from, to }) => ({ from, to: to ?? clock.now() }));

/** The estimate of a real incident; Intercom isn't called for a drill. */
const impactOf = async (context: ListenerContext, incident: Incident): Promise<Impact | null> =>
  incident.drill ? null : context.impact(windowsOf(context, incident));

/** Returns the question whether an open incident is over although the checks fail; null if they don't. */
function questionOn(context: ListenerContext, incident: Incident): KnownBlock | null {
  const failing = isOpen(incident.status) ? failingNow(incident) : null;
  return failing && stillFailing(failing, displayTime(context));
}

/** Opens the resolve modal with the typed text as what fixed it. */
export const askToResolve = (
  context: ListenerContext,
  requester: Requester,
  typed?: PlainText,
): Promise<Reply> =>
  openModalHere(context, requester, 'resolve', (incident) =>
    isOpen(incident.status)
      ? async () =>
          resolveModal(incident, requester.channel, {
            impact: await impactOf(context, incident),
            question: questionOn(context, incident),
            typed,
          })
      : notOpen(incident),
  );

/** Opens the close modal with the typed text as the summary. */
export const askToClose = (
  context: ListenerContext,
  requester: Requester,
  typed?: PlainText,
): Promise<Reply> =>
  openModalHere(context, requester, 'close', (incident) =>
    isFinal(incident.status)
      ? notOpen(incident)
      : async () => {
          const impact = await impactOf(context, incident);
          // A very short incident claims no impact: the number for a few seconds is shown but not filled in.
          const minutes = wholeMinutes(degradedMs(windowsOf(context, incident)) ?? 0);
          const estimate = minutes > 0 ? impact?.conversations : null;
          const question = questionOn(context, incident);
          const names = await context.store.people(peopleOfItems(incident));
          const shown = { impact, question, typed, name: (user: UserId) => names.get(user) ?? user };
          return closeModal(incident, requester.channel, shown, estimate);
        },
  );

/** Reopens with a reason, or asks for one. */
export function reopen(context: ListenerContext, requester: Requester, why: PlainText): Promise<Reply> {
  if (why === '')
    return openModalHere(context, requester, 'reopen', (incident) =>
      isOpen(incident.status) ? alreadyOpen(incident) : reopenModal(incident, requester.channel),
    );
  return executeHere(context, requester, { type: 'reopen', why }, ({ id }) => about(id, 'reopened.'));
}

/** The fields of the close modal, and their properties in the review. */
const reviewFields: readonly (readonly [Field, WrittenField])[] = [
  ['incident_type', 'incidentType'],
  ['summary', 'summary'],
  ['root_cause', 'rootCause'],
  ['fix', 'fix'],
  ['conversations', 'conversationsAffected'],
  ['users', 'usersAffected'],
  ['action_items', 'actionItems'],
];

/** Why the numbers of a form can't be kept; null if they can. */
export function notCounted(fields: Fields): Refusal | null {
  const wrong = (['conversations', 'users'] as const).find(
    (field) => fields.text(field) && fields.count(field) === null,
  );
  return wrong ? refuse('Enter a whole number, 0 or more, or leave it empty.', wrong) : null;
}

/** The action items that the form was opened with, a line each. */
const shownItems = (fields: Fields, items: readonly number[], today: Day): ShownItem[] =>
  readItemLines(fields.prefilled('action_items'), today).flatMap((line, i) => {
    const item = items[i];
    return item === undefined ? [] : [{ item, line }];
  });

/**
 * Returns what a form asks when it's submitted, if the incident was reopened since the form was opened, or the checks
 * have failed since: what was typed was about an earlier state.
 */
const asksFirst =
  (context: ListenerContext, submit: string) =>
  (incident: Incident, since: number | null): Asking | null => {
    const { status, turned } = incident;
    const reopened = isOpen(status) && since !== null && (turned?.seq ?? 0) > since ? turned : null;
    const question = reopened
      ? reopenedMeanwhile(incident, reopened, displayTime(context))
      : questionOn(context, incident);
    return question && { question, submit };
  };

/** Handles the buttons and modals of resolve, close, and reopen. */
export const reviewListeners = (context: ListenerContext): Listeners => ({
  actions: {
    [actionIds.resolve]: onButton(context, (requester) => askToResolve(context, requester)),
    [actionIds.close]: onButton(context, (requester) => askToClose(context, requester)),
    [actionIds.reopen]: onButton(context, (requester) => reopen(context, requester, plainText(''))),
  },
  views: {
    [viewIds.resolve]: onModal(
      context,
      (fields) => ({ type: 'resolve', fix: fields.text('fix'), untouched: fields.untouched('fix') }),
      () => null,
      asksFirst(context, resolveAnyway),
    ),
    [viewIds.reopen]: onModal(
      context,
      (fields) => ({ type: 'reopen', why: fields.text('why') }),
      () => null,
    ),
    [viewIds.close]: onModal(
      context,
      (fields, { items, requester }) => {
        const refused = notCounted(fields);
        if (refused) return refused;
        const today = context.today(requester.user);
        const incidentType = fields.text('incident_type');
        return {
          type: 'close',
          ...(incidentType && { incidentType: plainText(oneLine(incidentType)) }),
          summary: fields.text('summary'),
          rootCause: fields.text('root_cause'),
          fix: fields.text('fix'),
          conversationsAffected: fields.count('conversations'),
          usersAffected: fields.count('users'),
          actionItems: readItemLines(fields.text('action_items'), today),
          shown: shownItems(fields, items, today),
          today,
          untouched: reviewFields.flatMap(([field, part]) => (fields.untouched(field) ? [part] : [])),
        };
      },
      (id) => about(id, 'closed. The postmortem is being posted to the channel.'),
      asksFirst(context, closeAnyway),
    ),
  },
});
