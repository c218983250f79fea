import { z } from 'zod';
import { userIdSchema } from './ids.ts';

/** How far a failed effect got, and what a person can do about it. */
export const setbackSchema = z.object({
  effect: z.string(),
  /** Which one it was, among several of its kind; absent in old records. */
  key: z.string().optional(),
  why: z.string(),
  todo: z.string(),
  /** Who an invitation was for. */
  user: userIdSchema.optional(),
});
export type Setback = z.infer<typeof setbackSchema>;

/** How the failure ended. */
export const setbackEndSchema = z.enum(['done', 'unneeded']);
export type SetbackEnd = z.infer<typeof setbackEndSchema>;
