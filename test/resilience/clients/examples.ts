/** The snippets of docs/resilience.md for each client, between `// [name]` and `// [end]`; the matrix beside calls them. */
import axios from 'axios';
import got from 'got';
import intercom4 from 'intercom-client-4';
import nodeFetch from 'node-fetch';
import { request } from 'undici';
import { jsonOf, retry } from '../../../src/resilience/index.ts';

// [clients]
type Ask = { url: string; headers: Record<string, string>; signal: AbortSignal };

export const byFetch = async ({ url, ...ask }: Ask) => jsonOf(await fetch(url, ask));

export const byUndici = async ({ url, ...ask }: Ask) => jsonOf(await request(url, ask));

export const byAxios = async ({ url, ...ask }: Ask) => jsonOf(await axios.get(url, ask));

/** got retries reads on its own: turn that off. */
export const byGot = async ({ url, ...ask }: Ask) => jsonOf(await got(url, { ...ask, retry: { limit: 0 } }));

/** node-fetch 2 waits forever for the rest of a truncated body: its own `timeout` ends that. */
export const byNodeFetch = async ({ url, headers }: Ask) =>
  jsonOf(await nodeFetch(url, { headers, timeout: 5_000 }));
// [end]

// [intercom-client 4]
/** intercom-client 4 takes no signal: `timeout` ends its requests. */
export const client4 = (token: string) =>
  new intercom4.Client({ tokenAuth: { token } }).useRequestOpts({ timeout: 10_000 });

export const contactByClient4 = (client: ReturnType<typeof client4>, id: string) =>
  retry(() => client.contacts.find({ id }), { idempotent: true });
// [end]
