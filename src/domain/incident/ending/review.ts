import { z } from 'zod';
import { plainTextSchema } from '../../text/text.ts';
import { type ItemLine, itemLineSchema, type WrittenOn } from '../items/read-item.ts';

const text = plainTextSchema;

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
  /** What people learned; absent where that wasn't asked, so that what was said before stands. */
  lessons: text.nullable().optional(),
  /** The action items as lines of text, as they were kept once. */
  actionItems: z.array(itemLineSchema),
  /** The action items have events of their own, and those lines say nothing; absent where the lines are all of them. */
  itemsApart: z.literal(true).optional(),
};

/** The fields of a close's events. */
export type ReviewFields = z.infer<z.ZodObject<typeof reviewShape>>;

/** What is written at the close; what nobody filled in is null. */
export type CloseReview = Omit<ReviewFields, 'actionItems' | 'itemsApart'>;

/** What a person writes of a review. */
export type WrittenField =
  | keyof Omit<CloseReview, 'rootCauseFrom' | 'conversationsEstimated'>
  | 'actionItems';

/** What the form of the postmortem brings. */
export type EditedField = Exclude<WrittenField, 'actionItems'>;
export type EditedReview = Omit<CloseReview, 'rootCauseFrom' | 'conversationsEstimated'> & {
  untouched?: readonly EditedField[];
};

/** An action item as a form showed it. */
export type ShownItem = { readonly item: number; readonly line: ItemLine };

/** The action items that a form brings, and those that it was opened with. */
export type WrittenItems = WrittenOn & {
  readonly actionItems: readonly ItemLine[];
  readonly shown?: readonly ShownItem[];
};

/** What a form brings of it. `untouched`: what it was pre-filled with, and nobody changed. */
export type WrittenReview = Omit<CloseReview, 'rootCauseFrom' | 'conversationsEstimated'> &
  WrittenItems & { untouched?: readonly WrittenField[] };

/** What a person said at an earlier close about a prefilled field; null for text that was only prefilled. */
export const confirmedIn = (
  review: CloseReview | null,
): Pick<CloseReview, 'rootCause' | 'conversationsAffected'> => ({
  rootCause: review && !review.rootCauseFrom ? review.rootCause : null,
  conversationsAffected: review && !review.conversationsEstimated ? review.conversationsAffected : null,
});
