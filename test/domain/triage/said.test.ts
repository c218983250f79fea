import { expect, test } from 'vitest';
import { diagnose } from '../../../src/domain/triage/diagnose.ts';
import type { Diagnosis } from '../../../src/domain/triage/diagnosis.ts';
import { trailLine } from '../../../src/domain/triage/format.ts';
import type { Observations } from '../../../src/domain/triage/observation.ts';
import { overhear } from '../../support/overhear.ts';
import {
  answer,
  broken,
  failure,
  incident,
  noon,
  notRun,
  observed,
  page,
  refused,
  searched,
} from './support/observations.ts';

const silent = (...failed: Parameters<typeof failure>): Partial<Observations> => broken(failure(...failed));
const tokenless = { me: notRun, identity: null, searches: [] } as const;
const odd = searched(answer(200, { body: 'html' }));
const over = { ...page(), resolved: [{ incident: incident('API errors'), at: noon - 300_000 }] };

/** All that people can read of a diagnosis. */
const readable = ({ cause, probes, trail, steps }: Diagnosis): string =>
  JSON.stringify([cause, probes, trail.map(trailLine), steps]);

/** The first request fails like this, and the host answers others, if oddly. */
const alone = (...failed: Parameters<typeof failure>): Partial<Observations> => ({
  ...silent(...failed),
  again: [],
  searches: [],
  edge: answer(200),
});

test.each<[says: string, world: Partial<Observations>]>([
  ["starts responding but doesn't finish before the timeout", silent('body', 'TIMEOUT')],
  ["can't be reached through our proxy (ECONNREFUSED)", { ...alone('proxy', 'ECONNREFUSED'), searches: odd }],
  ["can't be reached (EHOSTUNREACH)", alone('connect', 'EHOSTUNREACH')],
  ['fails the TLS handshake (EPROTO)', alone('tls', 'EPROTO')],
  ['returns invalid HTTP (HPE_INVALID_CONSTANT)', silent('headers', 'HPE_INVALID_CONSTANT')],
  ['cuts its responses short (ECONNRESET)', silent('body', 'ECONNRESET')],
  ['200 with plain text', broken(answer(200, { body: 'text' }))],
  ['the body is JSON, but not an Intercom error', refused(answer(403))],
  ['to another address', refused(answer(302))],
  ['(a fix is being monitored)', { page: page(incident('API errors', { status: 'monitoring' })) }],
  ['“API errors” was resolved at 11:55 UTC', { ...broken(answer(503)), page: over }],
  ['Intercom responds, our service is healthy, and nothing is posted now', { page: over }],
  ['on /me without a token', { ...tokenless, edge: answer(200) }],
  ["the stages weren't measured", { me: answer(200, { ms: 3_000, stages: {} }) }],
  ['/me names no region', { identity: { kind: 'admin', region: null } }],
  ['its health endpoint lists no components', { ...tokenless, health: { exchange: notRun, reading: null } }],
])('a diagnosis says “%s”', (says, world) => {
  expect(readable(overhear(diagnose(observed(world))))).toContain(says);
});
