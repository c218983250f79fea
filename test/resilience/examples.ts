/** The snippets of docs/resilience.md, between `// [name]` and `// [end]`. A test holds that both are the same. */
import { request } from 'undici';
import { z } from 'zod';
// [imports]
import {
  CallFailed,
  jsonOf,
  noAnswer,
  RateLimit,
  type ReadFailure,
  readAnswer,
  readFailure,
  retry,
  StaleCache,
} from '../../src/resilience/index.ts';
// [end]

/** The part of intercom-client 6 and 7 that the snippets use. */
export type Contact = { id: string; name?: string };
export type IntercomClient = {
  contacts: {
    find(request: { contact_id: string }, options?: RequestOptions): Promise<Contact>;
    create(request: { role: string; email: string }, options?: RequestOptions): Promise<Contact>;
  };
};
type RequestOptions = { maxRetries?: number; abortSignal?: AbortSignal };

// [limit]
export const limit = new RateLimit();
// [end]

// [retry a read]
export function findContact(client: IntercomClient, id: string): Promise<Contact> {
  return retry((signal) => client.contacts.find({ contact_id: id }, { abortSignal: signal, maxRetries: 0 }), {
    idempotent: true,
    limit,
  });
}
// [end]

// [retry a write]
export function createContact(client: IntercomClient, email: string): Promise<Contact> {
  return retry(
    (signal) => client.contacts.create({ role: 'user', email }, { abortSignal: signal, maxRetries: 0 }),
    { idempotent: false, limit, deadlineMs: 10_000 },
  );
}
// [end]

// [stale]
const contacts = new StaleCache<string, Contact>({
  max: 10_000,
  freshMs: 60_000,
  maxStaleMs: 24 * 3_600_000,
  limit,
});

export async function contactForPage(client: IntercomClient, id: string) {
  const contact = await contacts.get(id, () => findContact(client, id));
  const notice = contact.stale
    ? `As of ${new Date(contact.since).toISOString()}, because ${contact.because}`
    : null;
  return { contact: contact.value, notice };
}
// [end]

// [fetch]
const searchResult = z.object({ total_count: z.number() });

export async function openConversations(apiUrl: string, token: string): Promise<number> {
  const query = { field: 'open', operator: '=', value: true };
  const json = await retry(
    async (signal) =>
      jsonOf(
        await fetch(`${apiUrl}/conversations/search`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ query, pagination: { per_page: 1 } }),
          signal,
        }),
      ),
    { idempotent: true, limit },
  );
  return searchResult.parse(json).total_count;
}
// [end]

// [undici]
export function whoAmI(apiUrl: string, token: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` };
  return retry(async (signal) => jsonOf(await request(`${apiUrl}/me`, { headers, signal })), {
    idempotent: true,
    limit,
    onRetry: ({ verdict, waitMs }) => console.warn(`${verdict.because}; trying again in ${waitMs} ms`),
  });
}
// [end]

// [warm]
export async function warmContacts(client: IntercomClient, ids: Iterable<string>): Promise<void> {
  const load = (id: string, signal: AbortSignal) =>
    client.contacts.find({ contact_id: id }, { abortSignal: signal, maxRetries: 0 });
  const warmed = await contacts.warm(ids, load, {
    concurrency: 2,
    onFailure: ({ key, verdict }) => console.warn(`Contact ${key} was not warmed: ${verdict.because}`),
  });
  if (warmed.stopped !== null) console.warn(`Pre-warming stopped: ${warmed.stopped}`);
}
// [end]

// [own verdict]
export class QueueFull extends Error {}

export const readOurFailures: ReadFailure = (error, now) =>
  error instanceof QueueFull ? noAnswer('our own queue is full', 'no') : readFailure(error, now);
// [end]

// [own answer]
const wholeContact = z.object({ id: z.string(), name: z.string() });

export const wholeContacts = new StaleCache<string, z.infer<typeof wholeContact>>({
  max: 10_000,
  freshMs: 60_000,
  maxStaleMs: 24 * 3_600_000,
  limit,
  readAnswer(answer, now) {
    const whole = wholeContact.safeParse(answer).success;
    return readAnswer(answer, now) ?? (whole ? null : noAnswer('the contact came incomplete'));
  },
});
// [end]

// [own error]
export async function nameOf(client: IntercomClient, id: string): Promise<string> {
  const contact = await findContact(client, id);
  if (contact.name === undefined) throw new CallFailed(noAnswer('the contact came without its name'));
  return contact.name;
}
// [end]
