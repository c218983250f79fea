import { pendingItems } from '../../../app/pending-items.ts';
import type { Handler } from '../../../app/worker/attempt.ts';
import { backoffMs, done, retryLater, unneeded } from '../../../app/worker/outcome.ts';
import type { ChannelId, UserId } from '../../../domain/incident/ids.ts';
import { guardOf } from '../../../domain/incident/incident.ts';
import { concerned, reminderHour, remindersOn } from '../../../domain/incident/items/reminding.ts';
import { mayKnowOf } from '../../../domain/incident/people/audience.ts';
import { dayAfter, dayIn, hourOn, mondayOf } from '../../../domain/text/days.ts';
import { directChannel, postOnce } from '../../api/messages.ts';
import { reminderMessage, summaryMessage } from '../../views/items/item-reminder.ts';
import { type EffectContext, type EffectOf, withSlack } from '../effect-context.ts';

/** Reminds somebody of their action items, by what's true now; a day that has passed is left out. */
export const remindItems = (context: EffectContext): Handler<EffectOf<'remind_items'>> =>
  withSlack(context, async ({ claim, effect: { to: user, day, weekly } }) => {
    const { client, store, clock, timeZone } = context;
    const pending = await pendingItems(store, dayAfter(day, 1));
    const members = new Map<UserId, boolean>();
    for (const one of new Set([user, ...pending.flatMap(concerned)]))
      members.set(one, ((await context.memberKindNow(one)) ?? 'member') === 'member');
    if (members.get(user) === false) return unneeded();
    const zone = context.zoneOf(user) ?? timeZone;
    if (dayIn(clock.now(), zone) !== day) return unneeded();
    const moment = hourOn(day, reminderHour, zone);
    if (clock.now() < moment)
      return retryLater('it is too early there', Math.max(moment, clock.now() + backoffMs(claim.attempts)));
    const isMember = (other: UserId): boolean => members.get(other) ?? true;
    const all = remindersOn(pending, { user, day, moment, weekly, isMember });
    const isPrivate = all.some(({ incident }) => incident.privateTo !== null);
    const channels = isPrivate ? await context.privateChannels(user) : new Set<ChannelId>();
    const said = all.filter(({ incident }) => mayKnowOf(guardOf(incident), { user, channels }));
    if (said.length === 0) return unneeded();
    await postOnce(client, claim, { channel: await directChannel(client, user) }, reminderMessage(said));
    return done();
  });

/** Posts how many action items are open and overdue in the announcement channel; a week that has passed is left out. */
export const summarizeItems = (context: EffectContext): Handler<EffectOf<'summarize_items'>> =>
  withSlack(context, async ({ claim, effect: { day: monday } }) => {
    const { client, store, clock, timeZone, announceChannel } = context;
    const day = dayIn(clock.now(), timeZone);
    if (!announceChannel || mondayOf(day) !== monday) return unneeded();
    const pending = (await pendingItems(store, '9999-12-31')).filter(
      ({ incident }) => incident.privateTo === null,
    );
    if (pending.length === 0) return unneeded();
    await postOnce(client, claim, { channel: announceChannel }, summaryMessage(pending, day));
    return done();
  });
