import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Recorded } from '../../domain/incident/events/events.ts';
import type { DisplayName, UserId } from '../../domain/incident/ids.ts';
import { namedIn } from '../../domain/incident/people/people-in.ts';
import { oneLine } from '../../domain/text/text.ts';
import type { Store } from '../../store/store.ts';
import { slackError } from './failures.ts';

const profile = z.object({
  user: z.object({
    name: z.string(),
    real_name: z.string().optional(),
    profile: z.object({ display_name: z.string().optional() }).optional(),
  }),
});

/** Everybody whose name is needed to tell of these events. */
export const everybodyIn = (events: readonly Recorded[]): UserId[] => [...new Set(events.flatMap(namedIn))];

/** Where names are remembered. */
type Names = Pick<Store, 'people'>;

/** Returns the names of everybody in these events, without asking Slack: a cached one, otherwise the ID. */
export const rememberedNames = (store: Names, events: readonly Recorded[]): Promise<DisplayName> =>
  rememberedNamesOf(store, everybodyIn(events));

/** The same for these people. */
export async function rememberedNamesOf(store: Names, users: readonly UserId[]): Promise<DisplayName> {
  const names = await store.people(users);
  return (user) => names.get(user) ?? user;
}

/**
 * Asks Slack for unknown names, and caches them. If Slack doesn't give a name (no scope, no such user), the ID stays.
 * Throws a temporary failure, so that the effect is retried.
 */
export async function learnNames(client: WebClient, store: Store, users: readonly UserId[]): Promise<void> {
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
}
