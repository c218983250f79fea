import { z } from 'zod';
import { millisSchema } from './ids.ts';
import { type Diagnosis, ownerSchema, type Sample, sampleSchema } from './triage/diagnosis.ts';

/** One run of the checks as the incident remembers it: when (UTC ms), its verdict, what it measured. */
export const checkSchema = z.object({
  at: millisSchema,
  leaf: z.string(),
  owner: ownerSchema,
  sample: sampleSchema,
});
export type Check = z.infer<typeof checkSchema>;

/** What a diagnosis measured of Intercom's API; nothing, for one that an earlier version recorded. */
export const sampleOf = ({ sample }: Diagnosis): Sample => sample ?? { ms: null, failed: 0, total: 0 };
