import { createRequire } from 'node:module';
import axios from 'axios';
import got from 'got';
import { IntercomClient as IntercomClient6 } from 'intercom-client-6';
import nodeFetch from 'node-fetch';
import { request } from 'undici';
import { z } from 'zod';
import { jsonOf } from '../../../src/resilience/json-of.ts';
import type { IntercomClient } from '../examples.ts';
import { byAxios, byFetch, byGot, byNodeFetch, byUndici, client4 } from './examples.ts';
import type { Expected, TrialName } from './faults.ts';

/** A client as people use it, without retries of its own. `url` is Intercom's. */
export type TriedClient = {
  read(url: string, signal: AbortSignal, id?: string): Promise<unknown>;
  write(url: string, signal: AbortSignal): Promise<unknown>;
  /** Where the verdict is another than the other clients', and why. `hangs`: the call has no end of its own. */
  differs?: Partial<Record<TrialName, { expected: Expected; why: string; hangs?: true }>>;
};

const headers = { authorization: 'Bearer token', 'content-type': 'application/json' };
const posted = { role: 'user', email: 'ada@example.com' };
const post = { method: 'POST', headers, body: JSON.stringify(posted) } as const;
const one = (url: string, id = '1') => `${url}/contacts/${id}`;
const all = (url: string) => `${url}/contacts`;

const maybe: Expected = { kind: 'unavailable', carriedOut: 'maybe', waitMs: null };

const lostStatus = {
  expected: maybe,
  why: 'the client throws `undefined` for what is not a list of errors: the status is lost',
};
const lostCode = {
  expected: maybe,
  why: 'the client says `fetch failed` and nothing of why: it may have been carried out',
};
const fern = { 'refused connection': lostCode, 'name not found': lostCode };

/** Required and not imported, because the types of intercom-client 7 want newer ones of Node than the project has. */
const require = createRequire(import.meta.url);
const { IntercomClient: IntercomClient7 } = z
  .object({
    IntercomClient: z.custom<new (options: { token: string; environment: string }) => IntercomClient>(
      (value) => typeof value === 'function',
    ),
  })
  .parse(require('intercom-client-7'));

function contactsOf(clientAt: (url: string) => IntercomClient): Pick<TriedClient, 'read' | 'write'> {
  return {
    read: (url, abortSignal, id = '1') =>
      clientAt(url).contacts.find({ contact_id: id }, { abortSignal, maxRetries: 0 }),
    write: (url, abortSignal) => clientAt(url).contacts.create(posted, { abortSignal, maxRetries: 0 }),
  };
}

export const clients: Readonly<Record<string, TriedClient>> = {
  fetch: {
    read: (url, signal, id) => byFetch({ url: one(url, id), headers, signal }),
    write: async (url, signal) => jsonOf(await fetch(all(url), { ...post, signal })),
  },
  undici: {
    read: (url, signal, id) => byUndici({ url: one(url, id), headers, signal }),
    write: async (url, signal) => jsonOf(await request(all(url), { ...post, signal })),
  },
  axios: {
    read: (url, signal, id) => byAxios({ url: one(url, id), headers, signal }),
    write: async (url, signal) => jsonOf(await axios.post(all(url), posted, { headers, signal })),
  },
  'axios without jsonOf': {
    read: async (url, signal, id) => (await axios.get(one(url, id), { headers, signal })).data,
    write: async (url, signal) => (await axios.post(all(url), posted, { headers, signal })).data,
  },
  got: {
    read: (url, signal, id) => byGot({ url: one(url, id), headers, signal }),
    write: async (url, signal) => jsonOf(await got(all(url), { ...post, signal, retry: { limit: 0 } })),
  },
  'got without jsonOf': {
    read: (url, signal, id) => got(one(url, id), { headers, signal, retry: { limit: 0 } }).json(),
    write: (url, signal) => got(all(url), { ...post, signal, retry: { limit: 0 } }).json(),
  },
  'node-fetch': {
    read: (url, signal, id) => byNodeFetch({ url: one(url, id), headers, signal }),
    write: async (url) => jsonOf(await nodeFetch(all(url), post)),
    differs: {
      'body cut off, its length known': {
        expected: maybe,
        why: 'the client waits for ever for the rest, until its time is up',
        hangs: true,
      },
    },
  },
  'intercom-client 4': {
    read: (url, _, id = '1') => client4('token').useRequestOpts({ baseURL: url }).contacts.find({ id }),
    write: (url) =>
      client4('token').useRequestOpts({ baseURL: url }).contacts.createUser({ email: posted.email }),
    differs: {
      '429 as a page': lostStatus,
      '500 without a body': lostStatus,
      '502 as a page': lostStatus,
      '404 as a page': lostStatus,
    },
  },
  'intercom-client 6': {
    ...contactsOf((url) => new IntercomClient6({ token: 'token', environment: url })),
    differs: fern,
  },
  'intercom-client 7': {
    ...contactsOf((url) => new IntercomClient7({ token: 'token', environment: url })),
    differs: fern,
  },
};
