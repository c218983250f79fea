import { z } from 'zod';
import { millisSchema } from './ids.ts';
import { type Diagnosis, ownerSchema } from './triage/diagnosis.ts';

/** What one run of the checks measured, for history and picture: requests to the API, and how long `/me` took. */
export const sampleSchema = z.object({
  ms: z.number().nullable(),
  failed: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
});
export type Sample = z.infer<typeof sampleSchema>;

/** One run of the checks as the incident remembers it: when (UTC ms), its verdict, what it measured. */
export const checkSchema = z.object({
  at: millisSchema,
  leaf: z.string(),
  owner: ownerSchema,
  sample: sampleSchema,
});
export type Check = z.infer<typeof checkSchema>;

/** The measurements in a diagnosis: those of the requests to Intercom's API. */
export function sampleOf({ probes }: Diagnosis): Sample {
  const api = probes.filter(({ probe, outcome }) => probe.startsWith('api') && outcome !== 'not_run');
  return {
    ms: api.find(({ ms }) => ms !== null)?.ms ?? null,
    failed: api.filter(({ outcome }) => outcome === 'bad').length,
    total: api.length,
  };
}
