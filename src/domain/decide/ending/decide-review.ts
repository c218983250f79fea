import type { Command } from '../../incident/commands.ts';
import {
  type CloseReview,
  confirmedIn,
  type EditedField,
  type ReviewFields,
  type WrittenField,
  type WrittenReview,
} from '../../incident/ending/review.ts';
import type { EventOf, ItemEvent } from '../../incident/events/events.ts';
import type { Millis } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { textMax, titleMax, tooLong } from '../../incident/limits.ts';
import { alreadyOpen, isRefusal, notOpen, type Refusal } from '../../incident/refusal.ts';
import { isOpen } from '../../incident/status.ts';
import { plainText } from '../../text/text.ts';
import type { Decision } from '../decision.ts';
import { closingItems } from '../items/close-items.ts';
import { postmortemToReview } from '../items/postmortem-to-review.ts';
import { nextUpdate, type ResponsePolicy, respondBy, responseTarget } from '../response-policy.ts';

type ReviewCommand = Extract<Command, { type: 'resolve' | 'close' | 'cancel' | 'reopen' }>;

/** Resolving, closing (which also resolves an open incident), cancelling, and reopening. */
export function decideReview(
  incident: Incident,
  { command, at }: { command: ReviewCommand; at: Millis },
  policy: ResponsePolicy,
): Decision {
  switch (command.type) {
    case 'resolve': {
      if (!isOpen(incident.status)) return notOpen(incident);
      const fix = command.untouched ? incident.fix : command.fix;
      return tooLong(fix, textMax, 'What fixed it', 'fix') ?? [{ type: 'resolved', fix }];
    }
    case 'close': {
      const { type: _, ...written } = command;
      const review = reviewOf(incident, overReview(incident, written));
      const items = written.untouched?.includes('actionItems')
        ? []
        : closingItems(incident, written, { at }, policy);
      const refused = reviewRefused(review);
      if (refused || isRefusal(items)) return refused ?? items;
      const closed: EventOf<'closed'> = { type: 'closed', ...reviewFields(incident, review, items) };
      const ends = isOpen(incident.status) ? [{ type: 'resolved', fix: review.fix } as const] : [];
      return [...ends, ...items, ...postmortemToReview(incident, items, at, policy), closed];
    }
    case 'cancel': {
      const { reason, why } = command;
      return tooLong(why, textMax, 'The reason', 'why') ?? [{ type: 'cancelled', reason, why }];
    }
    case 'reopen': {
      if (isOpen(incident.status)) return alreadyOpen(incident);
      const nextUpdateAt = nextUpdate(policy, incident.severity, at);
      return (
        tooLong(command.why, textMax, 'The reason', 'why') ?? [
          {
            type: 'reopened',
            why: command.why,
            nextUpdateAt,
            respondBy: respondBy(policy, incident.severity, at),
            respondTarget: responseTarget(policy, incident.severity),
          },
        ]
      );
    }
  }
}

/** What people write of a review. */
export type ReviewWords = Pick<CloseReview, EditedField>;

/** A review's words: those that were sent where `says`, and elsewhere those that stand. */
export function correctedWords(
  stands: ReviewWords,
  sent: ReviewWords,
  says: (field: EditedField) => boolean,
): ReviewWords {
  const holds = <Name extends EditedField>(field: Name): ReviewWords[Name] =>
    (says(field) ? sent : stands)[field];
  const incidentType = holds('incidentType');
  const lessons = holds('lessons');
  return {
    ...(incidentType && { incidentType }),
    summary: holds('summary'),
    rootCause: holds('rootCause'),
    fix: holds('fix'),
    conversationsAffected: holds('conversationsAffected'),
    usersAffected: holds('usersAffected'),
    ...(lessons !== undefined && { lessons }),
  };
}

/** A review as its event has it, beside what becomes of the action items. */
export const reviewFields = (
  { items }: Incident,
  review: CloseReview,
  changed: readonly ItemEvent[],
): ReviewFields => ({
  ...review,
  actionItems: [],
  ...((items.size > 0 || changed.length > 0) && { itemsApart: true }),
});

/** Why a review cannot be kept; null when it can. */
export const reviewRefused = (review: CloseReview): Refusal | null =>
  tooLong(review.incidentType ?? null, titleMax, 'The type', 'incident_type') ??
  tooLong(review.summary, textMax, 'The summary', 'summary') ??
  tooLong(review.rootCause, textMax, 'The root cause', 'root_cause') ??
  tooLong(review.fix, textMax, 'What fixed it', 'fix') ??
  tooLong(review.lessons ?? null, textMax, 'The text of the lessons', 'lessons');

/** Fields that nobody changed in the form have their current values: others may have written meanwhile. */
function overReview(incident: Incident, written: WrittenReview): WrittenReview {
  const { review, cause, fix } = incident;
  const left = (field: WrittenField): boolean => written.untouched?.includes(field) ?? false;
  const rootCause = confirmedIn(review).rootCause ?? (cause && plainText(cause.text));
  return {
    ...written,
    ...(written.rootCause !== null && left('rootCause') && { rootCause }),
    ...(left('fix') && { fix }),
    ...(review && left('incidentType') && { incidentType: review.incidentType }),
    ...(review && left('summary') && { summary: review.summary }),
    ...(review && left('usersAffected') && { usersAffected: review.usersAffected }),
  };
}

/**
 * A review as it's saved: prefilled text that nobody changed isn't a person's, unless a person wrote it at an earlier
 * close.
 */
export function reviewOf(
  incident: Incident,
  { untouched = [], actionItems: _, shown: __, ...written }: WrittenReview,
): CloseReview {
  const { cause, review } = incident;
  const confirmed = confirmedIn(review);
  const left = (field: keyof typeof confirmed): boolean =>
    written[field] !== null && untouched.includes(field) && written[field] !== confirmed[field];
  const byTriage = cause?.from === 'triage' && cause.text === written.rootCause;
  return {
    ...written,
    ...(left('rootCause') && { rootCauseFrom: byTriage ? 'triage' : 'headline' }),
    ...(left('conversationsAffected') && { conversationsEstimated: true }),
  };
}
