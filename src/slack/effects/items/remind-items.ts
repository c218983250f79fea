import { pendingItems } from '../../../app/pending-items.ts';
import type { Handler } from '../../../app/worker/attempt.ts';
import { done, postponed, unneeded } from '../../../app/worker/outcome.ts';
import type { ChannelId, UserId } from '../../../domain/incident/ids.ts';
import {
  concerned,
  concernedPrivately,
  reminderHour,
  remindersOn,
  summarized,
  tellable,
  weeklyReceiver,
} from '../../../domain/incident/items/reminding.ts';
import { dayAfter, dayIn, hourOn, isWeekend, mondayOf } from '../../../domain/text/days.ts';
import { rememberedNamesOf } from '../../api/display-names.ts';
import { directChannel, postOnce } from '../../api/messages.ts';
import { itemReminderMessage, itemSummaryMessage } from '../../views/items/item-reminder.ts';
import { namesFor } from '../documents/named-record.ts';
import { type EffectContext, type EffectOf, withSlack } from '../effect-context.ts';

/**
 * Reminds a person of their action items, by what's true now. Skips a day that has passed, and waits for one that hasn't come
 * yet because the clock was set back or they traveled west. The week's items count as told only once they were sent.
 */
export const remindItems = (context: EffectContext): Handler<EffectOf<'remind_items'>> =>
  withSlack(context, async ({ claim, effect: { to: user, day, ...effect } }) => {
    const { client, store, clock, timeZone } = context;
    const pending = await pendingItems(store, dayAfter(day, 1));
    const members = new Map<UserId, boolean>();
    const channels = new Map<UserId, ReadonlySet<ChannelId>>();
    for (const one of new Set([user, ...pending.flatMap(concerned)]))
      members.set(one, ((await context.memberKindNow(one)) ?? 'member') === 'member');
    if (members.get(user) === false) return unneeded();
    const zone = context.zoneOf(user) ?? timeZone;
    const moment = hourOn(day, reminderHour, zone);
    if (dayIn(clock.now(), zone) > day) return unneeded();
    if (clock.now() < moment) return postponed('it is too early there', moment);
    for (const one of concernedPrivately(pending)) channels.set(one, await context.privateChannels(one));
    const canTell = tellable(members, channels);
    const now = clock.now();
    const week = [weeklyReceiver(user), mondayOf(day)] as const;
    const weekly = effect.weekly && !(await store.wasReminded(...week));
    const reminders = remindersOn(pending, { user, day, moment, now, weekly, canTell });
    if (reminders.length === 0) return unneeded();
    await postOnce(
      client,
      claim,
      { channel: await directChannel(client, user) },
      itemReminderMessage(reminders),
    );
    if (weekly) await store.keepReminded(...week);
    return done();
  });

/** Posts the summary of a week in the announcement channel, on a working day of it; a week that has passed is left out. */
export const summarizeItems = (context: EffectContext): Handler<EffectOf<'summarize_items'>> =>
  withSlack(context, async ({ claim, effect: { day: monday } }) => {
    const { client, store, clock, timeZone, announceChannel } = context;
    const day = dayIn(clock.now(), timeZone);
    const moment = hourOn(monday, reminderHour, timeZone);
    if (!announceChannel || isWeekend(day) || mondayOf(day) > monday) return unneeded();
    if (clock.now() < moment) return postponed('the week has not begun', moment);
    const pending = summarized(await pendingItems(store), moment, clock.now());
    if (pending.length === 0) return unneeded();
    const owners = pending.flatMap(({ item: { owner } }) => (owner?.kind === 'person' ? [owner.user] : []));
    await namesFor(context, claim, owners);
    const summary = itemSummaryMessage(pending, day, await rememberedNamesOf(store, owners));
    await postOnce(client, claim, { channel: announceChannel }, summary);
    return done();
  });
