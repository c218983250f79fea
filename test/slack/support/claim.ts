import { millisSchema } from '../../../src/domain/incident/ids.ts';
import type { IncidentClaim } from '../../../src/store/claims.ts';
import { id } from './incidents.ts';

/** The claim of an effect that was owed at this time (UTC ms) and is tried for the first time, by a clock that is right. */
export const firstClaim = (owedAt: number, over: Partial<IncidentClaim> = {}): IncidentClaim => ({
  id: 3,
  version: 1,
  term: 1,
  subject: { kind: 'incident', id },
  key: 'post_change:7:5',
  lane: 'post_change:7',
  effect: { type: 'post_change', of: 5 },
  owedAt: millisSchema.parse(owedAt),
  attempts: 1,
  background: false,
  maybeSent: false,
  triedFrom: millisSchema.parse(owedAt),
  failing: null,
  asides: 0,
  extra: false,
  failedWith: null,
  reported: [],
  unnamed: false,
  ...over,
});
