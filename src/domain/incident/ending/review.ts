import { z } from 'zod';
import { plainTextSchema } from '../../text/text.ts';

const text = plainTextSchema;

/** One thing to do after an incident; what nobody said is null. */
export const actionItemSchema = z.object({ what: text, owner: text.nullable(), due: text.nullable() });
export type ActionItem = z.infer<typeof actionItemSchema>;

/** Whose words a pre-filled root cause was: a person's or triage's, in the headline. */
export const rootCauseOriginSchema = z.enum(['headline', 'triage']);
export type RootCauseOrigin = z.infer<typeof rootCauseOriginSchema>;

/** What is written at the close, as the fields of its events. */
export const reviewShape = {
  /** Absent where the title says it. */
  incidentType: text.optional(),
  summary: text.nullable(),
  rootCause: text.nullable(),
  /** Absent where a person wrote it at the close. */
  rootCauseFrom: rootCauseOriginSchema.optional(),
  fix: text.nullable(),
  conversationsAffected: z.number().int().nonnegative().nullable(),
  /** Absent where a person gave the number. */
  conversationsEstimated: z.literal(true).optional(),
  usersAffected: z.number().int().nonnegative().nullable(),
  actionItems: z.array(actionItemSchema),
};
