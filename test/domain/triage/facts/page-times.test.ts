import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/domain/triage/diagnose.ts';
import { tokenMalformed } from '../../../../src/domain/triage/facts/access.ts';
import { outOfDateElsewhere } from '../../../../src/domain/triage/facts/certificate.ts';
import type { Observations, PostedIncident } from '../../../../src/domain/triage/observation.ts';
import { overhear } from '../../../support/overhear.ts';
import { answer, broken, failure, incident, noon, observed, page } from '../support/observations.ts';

const hour = 3_600_000;
const day = 24 * hour;

const work = (from: number | null, until: number | null, more: Partial<PostedIncident> = {}) =>
  incident('Database maintenance', {
    impact: 'maintenance',
    status: 'scheduled',
    window: { from, until },
    ...more,
  });

/** The verdict where this is planned; `skewMs` is how far the page's clock is ahead of ours. */
function planned(one: PostedIncident, changed: Partial<Observations> = {}, skewMs = 0) {
  const read = answer(200, { skewMs });
  const asked = { ...page(), status: read, incidents: read, planned: [one] };
  return overhear(diagnose(observed({ page: asked, ...changed })));
}

describe('Planned maintenance without an end', () => {
  test('is in progress from its start on', () => {
    expect(planned(work(noon - hour, null)).leaf).toBe('maintenance_answering');
  });

  test('is ignored a day later if nobody has posted that it started', () => {
    const { leaf, cause } = planned(work(noon - 20 * day, null));
    expect(leaf).toBe('healthy');
    expect(cause).not.toContain('Database maintenance');
  });
});

describe("Times on the status page are compared with the page's own clock:", () => {
  test.each([
    ['behind', 6 * hour],
    ['ahead', -6 * hour],
  ])('if ours is hours %s, the maintenance is still in progress', (_way, skewMs) => {
    const runs = work(noon + skewMs - hour, noon + skewMs + hour);
    expect(planned(runs, {}, skewMs).leaf).toBe('maintenance_answering');
    expect(planned(work(noon - hour, noon + hour), {}, skewMs).leaf).toBe('healthy');
  });

  test('an incident resolved minutes ago is recent, even if our clock is a year ahead', () => {
    const read = answer(200, { skewMs: -365 * day });
    const over = { incident: incident('API errors', { status: 'resolved' }), at: noon - 365 * day - hour };
    const asked = { ...page(), status: read, incidents: read, resolved: [over] };
    expect(diagnose(observed({ page: asked })).cause).toContain('“API errors” was resolved');
  });
});

describe("A certificate is judged by the status page's clock", () => {
  test("whatever Intercom's own clock says, and even without a response from Intercom", () => {
    const dates = { issuer: 'CA', names: ['api.intercom.io'], from: 0, until: noon, vouched: true };
    const expired = broken(failure('tls', 'CERT_HAS_EXPIRED', { certificate: dates }));
    const edge = answer(200, { skewMs: 400 * day });
    expect(diagnose(observed({ ...expired, edge })).leaf).toBe('certificate_lapsed');
    expect(diagnose(observed(expired)).leaf).toBe('certificate_lapsed');
  });
});

test("A certificate with unreadable dates isn't judged by any clock", () => {
  const undated = { issuer: 'CA', names: ['api.intercom.io'], from: null, until: null, vouched: true };
  const read = answer(200, { skewMs: 2 * hour });
  const world = observed({
    ...broken(failure('tls', 'CERT_HAS_EXPIRED', { certificate: undated })),
    page: { ...page(), status: read, incidents: read },
  });
  expect(overhear(outOfDateElsewhere(world))).toEqual({
    answer: 'unknown',
    because: "its dates couldn't be read",
  });
});

test("A token that was sent isn't malformed", () => {
  expect(overhear(tokenMalformed(observed()))).toEqual({ answer: 'no', because: 'it is sent' });
});

describe('A window across a daylight saving change', () => {
  test.each([
    ['Europe/London', '2026-10-25T00:30Z', '2026-10-25T01:30Z', '(2026-10-25 01:30 GMT+1–01:30 GMT)'],
    ['America/New_York', '2026-03-08T06:30Z', '2026-03-08T08:30Z', '(2026-03-08 01:30 EST–04:30 EDT)'],
  ])('names the zone at both ends: %s', (timeZone, from, until, words) => {
    const runs = work(Date.parse(from), Date.parse(until), { status: 'in_progress' });
    const { cause } = overhear(diagnose(observed({ timeZone, page: page(runs) })));
    expect(cause).toContain(words);
  });
});

test('Maintenance planned here is named beside maintenance in progress in another region', () => {
  const there = incident('Errors in Australia', { here: false });
  const asked = { ...page(there), planned: [work(noon + hour, noon + 2 * hour)] };
  expect(overhear(diagnose(observed({ page: asked }))).cause).toContain(
    '“Errors in Australia”, but not in our region, where “Database maintenance” (2026-11-21 13:00–14:00 UTC) is planned',
  );
});

test('An unknown indicator is neither good nor bad if no incident can be read', () => {
  const asked = { ...page(), indicator: { level: 'sunny', description: null }, open: null };
  const { probes } = overhear(diagnose(observed({ page: asked })));
  expect(probes.find(({ probe }) => probe === 'status_page')?.outcome).toBe('unknown');
});
