import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Recorded } from '../domain/events.ts';
import type { UserId } from '../domain/ids.ts';
import { oneLine } from '../domain/text.ts';
import type { Naming } from '../domain/timeline.ts';
import type { Store } from '../store/store.ts';
import { slackError } from './failures.ts';

const profile = z.object({
  user: z.object({
    name: z.string(),
    real_name: z.string().optional(),
    profile: z.object({ display_name: z.string().optional() }).optional(),
  }),
});

/** Everybody who stands in an incident's record. */
export function peopleIn(events: readonly Recorded[]): UserId[] {
  const users = new Set<UserId>();
  for (const { by, event } of events) {
    if (by.kind === 'person') users.add(by.user);
    if (event.type === 'opened' && event.commander) users.add(event.commander);
    if (event.type === 'commander_assigned') users.add(event.user);
    if (event.type === 'message_captured' && event.author) users.add(event.author);
  }
  return [...users];
}

/** A name without Slack: what is remembered, else the id. */
export async function rememberedNames(store: Store, events: readonly Recorded[]): Promise<Naming> {
  const names = await store.people(peopleIn(events));
  return (user) => names.get(user) ?? user;
}

/**
 * Names for a document. Unknown people are looked up in Slack and remembered; when Slack refuses (no scope, no
 * such user) the document has their ids. A failure that may pass is thrown, so that the effect is tried again.
 */
export async function lookUpNames(
  client: WebClient,
  store: Store,
  events: readonly Recorded[],
): Promise<Naming> {
  const users = peopleIn(events);
  const known = await store.people(users);
  for (const user of users) {
    if (known.has(user)) continue;
    try {
      const found = profile.parse(await client.users.info({ user })).user;
      await store.rememberPerson(user, oneLine(found.profile?.display_name || found.real_name || found.name));
    } catch (error) {
      if (slackError(error) === null && !(error instanceof z.ZodError)) throw error;
    }
  }
  return rememberedNames(store, events);
}
