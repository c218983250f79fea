import { expect, test } from 'vitest';
import { quotaIsLow } from '../../../src/domain/triage/quota.ts';
import { answer, asked, notRun, observed, searched } from './support/observations.ts';

const left = (remaining: number | null, limit: number | null = 1_667) =>
  answer(200, { rateLimit: { limit, remaining, resetAt: null } });

test.each([
  ['a tenth is left', observed({ me: left(167) }), false],
  ['less than a tenth is left', observed({ me: left(166) }), true],
  ['less than a tenth is left at a repetition', observed({ again: [asked(left(3))] }), true],
  ['less than a tenth is left at a search', observed({ searches: searched(left(1_666), left(3)) }), true],
  ['a request was refused with 429', observed({ me: answer(429) }), true],
  ['nothing says how much is left', observed({ me: left(null) }), false],
  ['the limit is not said, and few are left', observed({ me: left(17, null) }), true],
  ['the limit is not said, and enough are left', observed({ me: left(18, null) }), false],
  ['nothing was asked', observed({ me: notRun, again: [], searches: [] }), false],
])("Intercom's limit when %s", (_what, observed, low) => {
  expect(quotaIsLow(observed)).toBe(low);
});
