import type { Millis } from './ids.ts';
import type { Diagnosis, Owner, Sample } from './triage/diagnosis.ts';

/** One run of the checks as the incident remembers it: when (UTC ms), its verdict, what it measured. */
export type Check = {
  readonly at: Millis;
  readonly leaf: string;
  readonly owner: Owner;
  readonly sample: Sample;
};

/** What a diagnosis measured of Intercom's API; nothing, for one that an earlier version recorded. */
export const sampleOf = ({ sample }: Diagnosis): Sample => sample ?? { ms: null, failed: 0, total: 0 };
