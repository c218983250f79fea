import { z } from 'zod';
import { plainTextSchema } from '../../text/text.ts';

const text = plainTextSchema;

/** One action item after an incident; null for what nobody said. */
export const actionItemSchema = z.object({ what: text, owner: text.nullable(), due: text.nullable() });
export type ActionItem = z.infer<typeof actionItemSchema>;

/** Who wrote a prefilled root cause in the headline: a person or triage. */
const rootCauseOriginSchema = z.enum(['headline', 'triage']);

/** What is written at the close, as event fields. */
export const reviewShape = {
  /** What people call the failure; absent if the title says it. */
  incidentType: text.optional(),
  summary: text.nullable(),
  rootCause: text.nullable(),
  /** Where a prefilled root cause came from that nobody changed; absent if a person wrote it. */
  rootCauseFrom: rootCauseOriginSchema.optional(),
  fix: text.nullable(),
  conversationsAffected: z.number().int().nonnegative().nullable(),
  /** The number is the prefilled estimate, which nobody changed; absent if a person gave it. */
  conversationsEstimated: z.literal(true).optional(),
  usersAffected: z.number().int().nonnegative().nullable(),
  actionItems: z.array(actionItemSchema),
};

/** What is written at the close; null for what nobody filled in. */
export type CloseReview = z.infer<z.ZodObject<typeof reviewShape>>;

/** What a person writes in a review. */
export type WrittenField = keyof Omit<CloseReview, 'rootCauseFrom' | 'conversationsEstimated'>;

/** What a form says about it. `untouched`: what it was prefilled with and nobody changed. */
export type WrittenReview = Omit<CloseReview, 'rootCauseFrom' | 'conversationsEstimated'> & {
  untouched?: readonly WrittenField[];
};

/** What a person said at an earlier close about a prefilled field; null for text that was only prefilled. */
export const confirmedIn = (
  review: CloseReview | null,
): Pick<CloseReview, 'rootCause' | 'conversationsAffected'> => ({
  rootCause: review && !review.rootCauseFrom ? review.rootCause : null,
  conversationsAffected: review && !review.conversationsEstimated ? review.conversationsAffected : null,
});
