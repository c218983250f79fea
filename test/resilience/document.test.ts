import { readFile } from 'node:fs/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { apiScenarios } from '../../packages/intercom-sandbox/scenarios.ts';
import { startIntercom } from '../../packages/intercom-sandbox/start.ts';
import * as entry from '../../src/resilience/index.ts';
import { client4, contactByClient4 } from './clients/examples.ts';
import {
  type Contact,
  contactForPage,
  createContact,
  type IntercomClient,
  nameOf,
  openConversations,
  QueueFull,
  readOurFailures,
  warmContacts,
  whoAmI,
  wholeContacts,
} from './examples.ts';

const text = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
const document = await text('../../docs/resilience.md');
const examples = [await text('./examples.ts'), await text('./clients/examples.ts')].join('\n');

const published = [...document.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code);
const tested = [...examples.matchAll(/^\/\/ \[(?!end)(.*?)\]\n(.*?)^\/\/ \[end\]$/gms)].map(
  ([, name, code]) => ({
    name,
    code: code?.replace('../../src/resilience/index.ts', 'intercom-incident/resilience'),
  }),
);

describe('docs/resilience.md', () => {
  test.each(tested)('contains the tested snippet $name word for word', ({ code }) => {
    expect(published).toContain(code);
  });

  test('contains no other snippet', () => {
    expect(published).toHaveLength(tested.length);
  });

  test('names only code that the entry point exports', () => {
    const imports = /^import \{(.*?)\}/ms.exec(published[0] ?? '')?.[1] ?? '';
    const values = imports
      .split(',')
      .map((name) => name.trim())
      .filter((name) => /^\w+$/.test(name));
    expect(values.length).toBeGreaterThan(4);
    expect(Object.keys(entry)).toEqual(expect.arrayContaining(values));
  });
});

async function intercomIn(api: keyof typeof apiScenarios) {
  const intercom = await startIntercom();
  onTestFinished(() => intercom.stop());
  await intercom.set({ api });
  return intercom;
}

/** intercom-client's shape over a function. */
function clientOf(answer: (id: string) => Promise<Contact>): IntercomClient {
  return {
    contacts: {
      find: ({ contact_id }) => answer(contact_id),
      create: ({ email }) => answer(email),
    },
  };
}

const failing = (statusCode: number) => () =>
  Promise.reject(Object.assign(new Error(`Status code: ${statusCode}`), { statusCode }));

describe("The documentation's snippets work:", () => {
  test('fetch counts open conversations', async () => {
    const { apiUrl, token } = await intercomIn('healthy');
    expect(await openConversations(apiUrl, token)).toBe(42);
  });

  test('undici finds out who we are', async () => {
    const { apiUrl, token } = await intercomIn('healthy');
    expect(await whoAmI(apiUrl, token)).toMatchObject({ type: 'admin' });
  });

  test('both throw on a revoked token', async () => {
    const { apiUrl, token } = await intercomIn('token_revoked');
    await expect(openConversations(apiUrl, token)).rejects.toThrow('Intercom answered 401');
    await expect(whoAmI(apiUrl, token)).rejects.toThrow('Intercom answered 401');
  });

  test('intercom-client 4 throws what Intercom refused', async () => {
    const { apiUrl } = await intercomIn('token_revoked');
    const client = client4('token').useRequestOpts({ baseURL: apiUrl });
    await expect(contactByClient4(client, '1')).rejects.toMatchObject({ statusCode: 401 });
  });

  test("a write that may have been carried out isn't repeated", async () => {
    let calls = 0;
    const client = clientOf(() => {
      calls += 1;
      return failing(503)();
    });
    await expect(createContact(client, 'ada@example.com')).rejects.toThrow('503');
    expect(calls).toBe(1);
  });

  test('your own failure is classified as you say, and others as usual', () => {
    expect(readOurFailures(new QueueFull(), 0)).toMatchObject({ kind: 'unavailable', carriedOut: 'no' });
    expect(readOurFailures(new TypeError('a bug'), 0)).toMatchObject({ kind: 'other' });
  });

  test('your own validation keeps an incomplete contact out of the cache', async () => {
    const half = async () => JSON.parse('{"id":"1"}');
    await expect(wholeContacts.get('1', half)).rejects.toThrow('the contact came incomplete');
  });

  test('an error that knows its verdict covers an incomplete response', async () => {
    const nameless = clientOf(async (id) => ({ id }));
    await expect(nameOf(nameless, '1')).rejects.toMatchObject({ verdict: { kind: 'unavailable' } });
  });

  test('a pre-warmed contact is shown without another call', async () => {
    await warmContacts(
      clientOf(async (id) => ({ id, name: 'Ada' })),
      ['1'],
    );
    expect(await contactForPage(clientOf(failing(404)), '1')).toEqual({
      contact: { id: '1', name: 'Ada' },
      notice: null,
    });
  });
});
