import { z } from 'zod';
import { plainTextSchema } from '../../text/text.ts';

const text = plainTextSchema;

/** One thing to do after an incident; what nobody said is null. */
export const actionItemSchema = z.object({ what: text, owner: text.nullable(), due: text.nullable() });
export type ActionItem = z.infer<typeof actionItemSchema>;

/** Whose words a pre-filled root cause was: a person's or triage's, in the headline. */
const rootCauseOriginSchema = z.enum(['headline', 'triage']);

/** What is written at the close, as the fields of its events. */
export const reviewShape = {
  /** What people call the failure; absent where the title says it. */
  incidentType: text.optional(),
  summary: text.nullable(),
  rootCause: text.nullable(),
  /** Where the root cause stood that was pre-filled and that nobody changed; absent where a person wrote it. */
  rootCauseFrom: rootCauseOriginSchema.optional(),
  fix: text.nullable(),
  conversationsAffected: z.number().int().nonnegative().nullable(),
  /** The number is the pre-filled estimate, which nobody changed; absent where a person gave it. */
  conversationsEstimated: z.literal(true).optional(),
  usersAffected: z.number().int().nonnegative().nullable(),
  actionItems: z.array(actionItemSchema),
};

/** What is written at the close; what nobody filled in is null. */
export type CloseReview = z.infer<z.ZodObject<typeof reviewShape>>;

/** What a person writes of a review. */
export type WrittenField = keyof Omit<CloseReview, 'rootCauseFrom' | 'conversationsEstimated'>;

/** What a form brings of it. `untouched`: what it was pre-filled with, and nobody changed. */
export type WrittenReview = Omit<CloseReview, 'rootCauseFrom' | 'conversationsEstimated'> & {
  untouched?: readonly WrittenField[];
};

/** What a person has said at an earlier close of what a form pre-fills; null for what only stood in the form. */
export const confirmedIn = (
  review: CloseReview | null,
): Pick<CloseReview, 'rootCause' | 'conversationsAffected'> => ({
  rootCause: review && !review.rootCauseFrom ? review.rootCause : null,
  conversationsAffected: review && !review.conversationsEstimated ? review.conversationsAffected : null,
});
