import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Handler } from '../../../app/worker/attempt.ts';
import { backoffMs, dead, done, retryLater } from '../../../app/worker/outcome.ts';
import { type ChannelId, type UserId, userIdSchema } from '../../../domain/incident/ids.ts';
import { responsiblePeople } from '../../../domain/incident/incident.ts';
import type { NonMember } from '../../../domain/incident/people/account-problem.ts';
import { oncallOf } from '../../../domain/incident/people/oncall.ts';
import { directChannel, postOnce } from '../../api/messages.ts';
import { everyPage } from '../../api/slack-client.ts';
import { leftOutMessage, oncallMessage } from '../../views/people/oncall.ts';
import {
  type EffectContext,
  type EffectOf,
  inIncidentChannel,
  mayBeTold,
  withSlack,
} from '../effect-context.ts';
import { beingInvited, waitsForThem } from './being-invited.ts';

const members = z.object({ users: z.array(userIdSchema) });
const refusals = z.array(z.object({ user: userIdSchema, error: z.string() }));
const answered = z.object({ errors: refusals.default([]) });
const refused = z.object({ data: z.object({ errors: refusals.min(1) }) });

const inChannel = z.object({
  members: z.array(userIdSchema),
});

/** How often the bot asks who a group's members are before unknown ones count as members. */
const asked = 3;
/** How long a call waits for those who are being invited while others of the group are there, ms. */
const invitedWithinMs = 15_000;
/** Slack: conversations.invite accepts 100 people at once. */
const invitedAtOnce = 100;

/**
 * Calls the user group that is on call: reads its members and invites them to the channel, which is harmless if
 * repeated. They are mentioned once the record has them. Nobody is invited to a private channel for being on call: those are
 * called who are there, or who are being invited for another reason, if that doesn't take long.
 */
export const callOncall = (context: EffectContext): Handler<EffectOf<'call_oncall'>> =>
  inIncidentChannel(context, async ({ claim, effect: { of }, incident, channel }) => {
    const { client, clock } = context;
    const call = oncallOf(incident, of);
    if (!call) return done();
    const { group } = call;
    const isOnTheWay = await beingInvited(context, incident);
    const { users } = members.parse(await client.usergroups.users.list({ usergroup: group }));
    const inside = incident.privateTo ? await membersOf(client, channel) : null;
    const isOverdue =
      clock.now() - claim.owedAt >= invitedWithinMs && users.some((user) => inside?.has(user));
    if (inside && !isOverdue && users.some((user) => !inside.has(user) && isOnTheWay(user)))
      return waitsForThem(context);
    const known = await Promise.all(
      users.map(async (user) => ({ user, kind: await context.memberKindNow(user) })),
    );
    if (claim.attempts < asked && known.some(({ kind }) => kind === null))
      return retryLater("Slack couldn't be reached", clock.now() + backoffMs(claim.attempts));
    const leftOut = known.flatMap(({ user, kind }): { user: UserId; why: NonMember }[] =>
      kind === null || kind === 'member' ? [] : [{ user, why: kind }],
    );
    const callable = users.filter((user) => !leftOut.some((one) => one.user === user));
    const people = inside ? callable.filter((user) => inside.has(user)) : callable;
    if (inside && people.length === 0)
      return dead(
        `nobody in the user group ${group} is in this private channel`,
        'Add who you need with /invite, then try again.',
      );
    if (people.length === 0)
      return dead(
        `nobody in the user group ${group} can be called`,
        'Add people to the group in Slack, then try again. Until then, call someone yourself.',
      );
    const uninvited = inside ? [] : await inviteAll(client, channel, people);
    return done({ type: 'record_oncall', of, group, people, uninvited, leftOut });
  });

/** Mentions the group and its members in one message, once. */
export const mentionOncall = (context: EffectContext): Handler<EffectOf<'mention_oncall'>> =>
  inIncidentChannel(context, async ({ claim, effect, incident, channel }) => {
    const { client, store } = context;
    const recorded = await store.event(incident.id, effect.of);
    if (recorded?.event.type !== 'oncall_called') return done();
    await postOnce(client, claim, { channel }, oncallMessage(incident, recorded.event));
    return done();
  });

/** Returns the members of a channel. (Slack: conversations.members, for a private channel scope groups:read.) */
async function membersOf(client: WebClient, channel: ChannelId): Promise<ReadonlySet<UserId>> {
  const found = new Set<UserId>();
  const pages = everyPage(inChannel, (at) => client.conversations.members({ channel, limit: 999, ...at }));
  for await (const { members: some } of pages) for (const user of some) found.add(user);
  return found;
}

/** Invites people to a channel; returns those that Slack refuses. */
async function inviteAll(
  client: WebClient,
  channel: ChannelId,
  people: readonly UserId[],
): Promise<UserId[]> {
  const kept: UserId[] = [];
  for (let at = 0; at < people.length; at += invitedAtOnce) {
    const some = people.slice(at, at + invitedAtOnce).join();
    const errors = await client.conversations
      .invite({ channel, users: some, force: true })
      .then((answer) => answered.parse(answer).errors, refusedPeople);
    kept.push(...errors.filter(({ error }) => error !== 'already_in_channel').map(({ user }) => user));
  }
  return kept;
}

/** If Slack refuses all of them, it returns an error that names each. */
function refusedPeople(error: unknown): z.infer<typeof refusals> {
  const read = refused.safeParse(error);
  if (!read.success) throw error;
  return read.data.data.errors;
}

/** Tells the commander who was left out of a call. */
export const tellLeftOut = (context: EffectContext): Handler<EffectOf<'tell_left_out'>> =>
  withSlack(context, async ({ claim, effect, incident }) => {
    const { client, store } = context;
    const recorded = await store.event(incident.id, effect.of);
    const [leader] = responsiblePeople(incident);
    const isOnTheWay = await beingInvited(context, incident);
    if (leader && !(await mayBeTold(context, incident, leader)))
      return isOnTheWay(leader) ? waitsForThem(context) : done();
    if (!leader || recorded?.event.type !== 'oncall_called') return done();
    const channel = await directChannel(client, leader);
    await postOnce(client, claim, { channel }, leftOutMessage(incident, recorded.event));
    return done();
  });
