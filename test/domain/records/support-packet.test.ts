import { expect, test } from 'vitest';
import { supportPacket } from '../../../src/domain/records/support-packet.ts';
import { overhear } from '../../support/overhear.ts';
import { diagnosed, outage } from '../support/diagnoses.ts';
import { opened, reopened, resolved } from '../support/events.ts';
import { minute } from '../support/fixtures.ts';
import { incidentOf, type Past, record } from '../support/given.ts';

const facts = { region: 'eu', host: 'api.eu.intercom.io', apiVersion: '2.14' };
const failing = {
  ...outage,
  appId: 'ab12',
  probes: [
    {
      probe: 'api_me',
      label: 'API /me',
      outcome: 'bad' as const,
      summary: '503 service_unavailable',
      status: 503,
      ms: 30,
      code: 'service_unavailable',
      requestId: 'req_1',
      rateLimit: null,
    },
  ],
};
const past: Past[] = [
  { event: opened(), at: minute(0) },
  { event: diagnosed(failing), at: minute(2) },
  {
    event: { type: 'request_id_seen', requestId: 'req_1', source: 'triage', where: 'API /me' },
    at: minute(2),
  },
  { event: resolved(), at: minute(50) },
];
const packet = (...events: Past[]) => overhear(supportPacket(incidentOf(...events), record(events), facts));
const utc = (n: number) => new Date(minute(n)).toISOString().replace('T', ' ').slice(0, 19);

test('The support packet names app, region, host, version, and times', () => {
  expect(packet(...past).slice(0, 4)).toEqual([
    'App ID: ab12',
    'Region: EU, API host: api.eu.intercom.io, Intercom-Version: 2.14',
    `Started: ${utc(0)} UTC, ended: ${utc(50)} UTC`,
    `What we see: ${failing.cause}`,
  ]);
});

test('The support packet leaves out the time during which the incident was resolved', () => {
  const again: Past[] = [...past, { event: reopened(), at: minute(90) }];
  expect(packet(...again).slice(2, 4)).toEqual([
    `Started: ${utc(0)} UTC, ended: ${utc(50)} UTC`,
    `Started: ${utc(90)} UTC, ended: ongoing`,
  ]);
});

test("The support packet has each failed request's status, code, and request_id, and when each ID was first seen", () => {
  const lines = packet(...past);
  expect(lines).toContain(`- ${utc(2)} UTC, API /me, HTTP 503, service_unavailable, request_id req_1`);
  expect(lines.at(-1)).toBe(`- req_1, ${utc(2)} UTC`);
});

test("The support packet says what isn't known instead of leaving it out", () => {
  const lines = packet(opened());
  expect(lines[0]).toMatch(/^App ID: unknown \(see Developer Hub/);
  expect(lines[2]).toMatch(/, ended: ongoing$/);
  expect(lines).toContain('- none of our checks failed');
  expect(lines).toContain('- none collected');
});
