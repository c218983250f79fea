import type { IssuedAs } from '../../incident/commands.ts';
import type { CloseReview, EditedField } from '../../incident/ending/review.ts';
import type { Incident } from '../../incident/incident.ts';
import { notYetWritten } from '../../incident/refusal.ts';
import { isChanged, isSame } from '../corrections/says-anew.ts';
import type { Decision } from '../decision.ts';
import { correctedWords, type ReviewWords, reviewFields, reviewRefused } from './decide-review.ts';

/**
 * The words of a closed incident's postmortem, corrected. Only what the person changed is applied; what others wrote
 * meanwhile stays.
 */
export function editPostmortem(incident: Incident, issued: IssuedAs<'edit_postmortem'>): Decision {
  const { status, review, fix } = incident;
  if (status !== 'CLOSED' || review === null) return notYetWritten(incident);
  const stands: ReviewWords = { ...review, fix };
  const sent: ReviewWords = issued.command;
  const says = (field: EditedField): boolean =>
    isChanged(issued, field, field) && !isSame(sent[field], stands[field]);
  const corrected: CloseReview = {
    ...correctedWords(stands, sent, says),
    ...(review.rootCauseFrom && !says('rootCause') && { rootCauseFrom: review.rootCauseFrom }),
    ...(review.conversationsEstimated &&
      !says('conversationsAffected') && { conversationsEstimated: review.conversationsEstimated }),
  };
  const refused = reviewRefused(corrected);
  if (refused) return refused;
  if (!fields.some(says)) return [];
  return [
    // A review without it says nothing about what fixed it.
    ...(says('fix') && corrected.fix === null ? [{ type: 'resolution_corrected', fix: null } as const] : []),
    { type: 'review_corrected', ...reviewFields(incident, corrected, []) },
  ];
}

const fields: readonly EditedField[] = [
  'incidentType',
  'summary',
  'rootCause',
  'fix',
  'lessons',
  'conversationsAffected',
  'usersAffected',
];
