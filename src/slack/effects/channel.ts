import { z } from 'zod';
import type { Handler } from '../../app/worker/attempt.ts';
import { dead, done, type Outcome } from '../../app/worker/outcome.ts';
import { channelIdSchema } from '../../domain/incident/ids.ts';
import { type Incident, markedName } from '../../domain/incident/incident.ts';
import { channelName, channelTitle, isNamedFor, latinOnly } from '../../domain/text/channel-name.ts';
import type { Claim } from '../../store/claims.ts';
import { CannotLook, grantedScopes, lastingRefusal, slackError } from '../api/failures.ts';
import { lackingScopes } from '../api/scopes.ts';
import { everyPage } from '../api/slack-client.ts';
import { fitted } from '../text/mrkdwn.ts';
import { type EffectContext, type EffectOf, inIncidentChannel, withSlack } from './effect-context.ts';

/** How many names are tried before a person is asked. */
const namesTried = 20;
/** Slack: conversations.setTopic accepts 250 characters. */
const topicMax = 250;
/** How much earlier than its own clock says Slack may have dated a channel, s. */
const marginSeconds = 60;

const channelSchema = z.object({ id: channelIdSchema, name: z.string() });
const created = z.object({ channel: channelSchema });
const info = z.object({
  channel: z.object({
    is_archived: z.boolean().default(false),
    topic: z.object({ value: z.string() }).optional(),
  }),
});
const own = z.object({
  channels: z.array(channelSchema.extend({ created: z.number(), creator: z.string().optional() })),
});

/**
 * Creates the incident channel. Appends a number if the name is taken, and keeps only its Latin letters if Slack
 * refuses the name. Reuses a channel that an earlier attempt created, under the name it has: the title may have been
 * corrected since. A reopened incident whose channel is archived gets a new one, because bots can't unarchive.
 */
export const ensureChannel = (context: EffectContext): Handler<EffectOf<'ensure_channel'>> =>
  withSlack(context, async ({ claim, incident }) => {
    if (incident.channel && (await isUsable(context, incident.channel.id))) return done();
    const title = channelTitle(incident);
    const earlier = claim.maybeSent ? await madeEarlier(context, claim, incident, title) : null;
    if (earlier) return recordChannel(earlier);
    try {
      return await makeChannel(context, incident, title);
    } catch (error) {
      if (!isRefusedName(error)) throw error;
      return makeChannel(context, incident, latinOnly(title));
    }
  });

type Made = z.infer<typeof channelSchema> & { readonly isPrivate: boolean };

const recordChannel = ({ id, name, isPrivate }: Made): Outcome =>
  done({ type: 'record_channel', channel: id, name, ...(isPrivate && { private: true }) });

/** Uses the first free name made from the title. */
async function makeChannel({ client }: EffectContext, incident: Incident, title: string): Promise<Outcome> {
  const { id, privateTo } = incident;
  for (let attempt = 1; attempt <= namesTried; attempt += 1) {
    const name = channelName(id, title, attempt);
    try {
      const made = await client.conversations.create({ name, ...(privateTo && { is_private: true }) });
      return recordChannel({ ...created.parse(made).channel, isPrivate: privateTo !== null });
    } catch (error) {
      if (slackError(error) !== 'name_taken') throw error;
    }
  }
  // The log has it too, where a private incident has no name.
  const taken = privateTo ? 'its channel name' : `the channel name ${channelName(id, title)}`;
  return dead(
    `${taken} and its numbered variants are all taken`,
    'Rename or delete one of those channels, then try again.',
  );
}

/** Slack documents only lowercase letters; its own clients accept letters of other scripts too. */
const isRefusedName = (error: unknown): boolean => /^invalid_name/.test(slackError(error) ?? '');

async function isUsable(context: EffectContext, channel: string): Promise<boolean> {
  try {
    return !info.parse(await context.client.conversations.info({ channel })).channel.is_archived;
  } catch (error) {
    const refused = slackError(error);
    if (refused !== 'channel_not_found' && refused !== 'missing_scope') throw error;
    if (lackingScopes(grantedScopes(error), ['groups:read']).length > 0) return isBotIn(context, channel);
    if (refused === 'channel_not_found') return false;
    throw error;
  }
}

/**
 * Returns whether the bot is in a channel that people may have made private. Without groups:read Slack doesn't say,
 * but the channel's bookmarks don't need that scope. Archiving removes the bot.
 */
async function isBotIn({ client }: EffectContext, channel_id: string): Promise<boolean> {
  try {
    await client.bookmarks.list({ channel_id });
    return true;
  } catch (error) {
    if (slackError(error) === 'channel_not_found') return false;
    throw error;
  }
}

/** A channel that an earlier attempt created, even if people have made it private since. */
async function madeEarlier(context: EffectContext, claim: Claim, { id, privateTo }: Incident, title: string) {
  const name = channelName(id, title);
  const fits = (one: string): boolean => (claim.triedFrom === null ? one === name : isNamedFor(id, one));
  const looked = (types: 'public_channel' | 'private_channel') =>
    madeOfKind(types, context, claim, fits).catch((error: unknown) => {
      throw lastingRefusal(error)
        ? new CannotLook(privateTo ? 'for its channel' : `for the channel #${name}`, error)
        : error;
    });
  // One that everybody can see is none for a private incident, whoever made it.
  if (privateTo) return looked('private_channel');
  const open = await looked('public_channel');
  if (open) return open;
  try {
    return await madeOfKind('private_channel', context, claim, fits);
  } catch (error) {
    if (slackError(error) === 'missing_scope') return null;
    throw error;
  }
}

/** A channel with this name that the bot itself created for this effect, and that has no incident yet. */
async function madeOfKind(
  types: 'public_channel' | 'private_channel',
  { client, store, self }: EffectContext,
  { triedFrom }: Claim,
  isNamed: (name: string) => boolean,
): Promise<Made | null> {
  const since = triedFrom === null ? 0 : triedFrom / 1000 - marginSeconds;
  const asked = { types, exclude_archived: true, limit: 200 };
  for await (const { channels } of everyPage(own, (at) => client.users.conversations({ ...asked, ...at })))
    for (const channel of channels) {
      const fits = isNamed(channel.name) && channel.created >= since;
      if (fits && channel.creator === self() && (await store.incidentOf(channel.id)) === null)
        return { ...channel, isPrivate: types === 'private_channel' };
    }
  return null;
}

/** Invites one person to the channel; does nothing if they are already there. */
export const invite = (context: EffectContext): Handler<EffectOf<'invite'>> =>
  inIncidentChannel(context, async ({ effect, channel }) => {
    try {
      await context.client.conversations.invite({ channel, users: effect.user });
    } catch (error) {
      if (!['already_in_channel', 'cant_invite_self'].includes(slackError(error) ?? '')) throw error;
    }
    return done();
  });

/**
 * Sets the topic to what the channel is about, or says that the incident was cancelled. Each time is a line in the channel, so
 * after an attempt that may have arrived, the bot looks first, where Slack lets it.
 */
export const setTopic = (context: EffectContext): Handler<EffectOf<'set_topic'>> =>
  inIncidentChannel(context, async ({ claim, incident, channel }) => {
    const cancelled = incident.status === 'CANCELLED' ? 'CANCELLED: ' : '';
    const about = `${cancelled}[${incident.severity}] ${markedName(incident)}: ${incident.title}`;
    const topic = fitted(about, topicMax).value;
    if (!claim.maybeSent || (await topicOf(context, channel)) !== topic)
      await context.client.conversations.setTopic({ channel, topic });
    return done();
  });

/** The topic that a channel has; null if Slack doesn't show it to the bot. */
async function topicOf({ client }: EffectContext, channel: string): Promise<string | null> {
  try {
    return info.parse(await client.conversations.info({ channel })).channel.topic?.value ?? null;
  } catch (error) {
    if (lastingRefusal(error) === null) throw error;
    return null;
  }
}
