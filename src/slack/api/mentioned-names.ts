import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ChannelId } from '../../domain/incident/ids.ts';
import type { Store } from '../../store/store.ts';
import type { Mentioned } from '../text/shown-text.ts';
import { learnNames } from './display-names.ts';
import { slackError } from './failures.ts';

const channelInfo = z.object({ channel: z.object({ name: z.string() }) });
const groupList = z.object({ usergroups: z.array(z.object({ id: z.string(), handle: z.string() })) });

/**
 * Returns the names of the people, channels, and groups that a text mentions, by ID. Leaves out what Slack doesn't
 * tell (no scope, a private channel); throws a temporary failure.
 */
export async function mentionedNames(
  client: WebClient,
  store: Store,
  { users, channels, groups }: Mentioned,
): Promise<ReadonlyMap<string, string>> {
  await learnNames(client, store, users);
  const known = await store.people(users);
  const named: [string, string][] = [...known];
  for (const channel of channels) named.push(...(await orNothing(() => channelName(client, channel))));
  if (groups.length > 0) named.push(...(await orNothing(() => groupHandles(client))));
  return new Map(named);
}

async function channelName(client: WebClient, channel: ChannelId): Promise<[string, string][]> {
  const { name } = channelInfo.parse(await client.conversations.info({ channel })).channel;
  return [[channel, name]];
}

async function groupHandles(client: WebClient): Promise<[string, string][]> {
  const { usergroups } = groupList.parse(await client.usergroups.list({ include_disabled: true }));
  return usergroups.map(({ id, handle }) => [id, handle]);
}

async function orNothing(ask: () => Promise<[string, string][]>): Promise<[string, string][]> {
  try {
    return await ask();
  } catch (error) {
    if (slackError(error) === null && !(error instanceof z.ZodError)) throw error;
    return [];
  }
}
