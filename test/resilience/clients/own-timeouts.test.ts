import axios from 'axios';
import got from 'got';
import { IntercomClient as IntercomClient6 } from 'intercom-client-6';
import nodeFetch from 'node-fetch';
import { request } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { jsonOf } from '../../../src/resilience/json-of.ts';
import { readFailure } from '../../../src/resilience/read-failure.ts';
import { client4 } from './examples.ts';
import { decisive, trials } from './faults.ts';
import { startFaultyServer } from './server.ts';

const ms = 60;

/** Each client with the time that it takes for a call itself. Those of undici are whole seconds. */
const timed: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  fetch: async (url) => jsonOf(await fetch(url, { signal: AbortSignal.timeout(ms) })),
  undici: async (url) => jsonOf(await request(url, { headersTimeout: ms, bodyTimeout: ms })),
  axios: async (url) => jsonOf(await axios.get(url, { timeout: ms })),
  got: async (url) => jsonOf(await got(url, { timeout: { request: ms }, retry: { limit: 0 } })),
  'node-fetch': async (url) => jsonOf(await nodeFetch(url, { timeout: ms })),
  'intercom-client 4': (url) =>
    client4('token').useRequestOpts({ baseURL: url, timeout: ms }).contacts.find({ id: '1' }),
};

const asked = { maxRetries: 0, timeoutInSeconds: ms / 1_000 };
const client6 = (url: string) =>
  new IntercomClient6({ token: 'token', environment: url }).contacts.find({ contact_id: '1' }, asked);

async function verdictOn(
  call: (url: string) => Promise<unknown>,
  failure: 'no answer at all' | 'half a body, then silence',
) {
  const server = await startFaultyServer();
  onTestFinished(() => server.stop());
  const error = await call(server.set(trials[failure].does)).catch((thrown: unknown) => thrown);
  return decisive(readFailure(error, 0));
}

describe("A client's own timeout", () => {
  test.each([...Object.entries(timed), ['intercom-client 6', client6] as const])(
    '(%s) before any response counts as no usable answer',
    async (_, call) => {
      expect(await verdictOn(call, 'no answer at all')).toEqual(trials['no answer at all'].expected);
    },
  );

  test.each(Object.entries(timed))(
    '(%s) in the middle of a body counts as no usable answer',
    async (_, call) => {
      const failure = 'half a body, then silence';
      expect(await verdictOn(call, failure)).toEqual(trials[failure].expected);
    },
  );
});
