import type { ChannelId, Millis, UserId } from '../domain/incident/ids.ts';
import {
  concerned,
  concernedPrivately,
  type Pending,
  reminderHour,
  remindersOn,
  summarized,
  tellable,
  weeklyReceiver,
} from '../domain/incident/items/reminding.ts';
import { dayAfter, dayIn, hourOn, isWeekend, mondayOf } from '../domain/text/days.ts';
import type { Background } from './background.ts';
import type { Clock } from './clock.ts';
import type { SpareStore } from './looks/spare-time.ts';
import { pendingItems } from './pending-items.ts';

/** What Slack says about a person: whether they're an active full member, and their time zone if it's known. */
export type Profile = { readonly isMember: boolean; readonly zone: string | null };

type Parts = {
  readonly store: SpareStore;
  readonly clock: Clock;
  readonly background: Background;
  /** Null if Slack doesn't answer. */
  readonly profile: (user: UserId) => Promise<Profile | null>;
  /** The private channels that someone is in; null if Slack doesn't answer. */
  readonly privateChannels: (user: UserId) => Promise<ReadonlySet<ChannelId> | null>;
  /** Called after something was queued. */
  readonly nudge: () => void;
  readonly timeZone: string;
  readonly announceChannel: ChannelId | null;
};

/** How often it's checked who has to be reminded, ms; the hour of a reminder is met exactly. */
const everyMs = 10 * 60_000;
/** The same while Slack hasn't said what someone is, ms. */
const doubtfulMs = 60_000;

/**
 * Queues the reminders of action items: one a day for each person, and one summary a week. The store keeps who was reminded
 * on which day, so a restart or a clock that was set back repeats none. A missed day isn't made up for, because the next
 * reminder says what's overdue, and what was due to be told that week.
 */
export class ItemReminders {
  readonly #parts: Parts;
  #cancel = (): void => {};
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Checks now and from then on. Slack has to be known. */
  start(): void {
    this.#lookAt(this.#parts.clock.now());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #lookAt(due: number): void {
    const { clock, background } = this.#parts;
    if (this.#stopped) return;
    this.#cancel();
    this.#cancel = clock.schedule(due, () => {
      background.run('remind of action items', async () => {
        let next = clock.now() + doubtfulMs;
        try {
          next = await this.#look();
        } finally {
          this.#lookAt(next);
        }
      });
    });
  }

  /** Queues what's due; when to check again, UTC ms. */
  async #look(): Promise<number> {
    const { store, clock, nudge } = this.#parts;
    const now = clock.now();
    const pending = await pendingItems(store, dayAfter(dayIn(now, 'UTC'), 2));
    await this.#summarize(now);
    const profiles = await ofEach(pending.flatMap(concerned), this.#parts.profile);
    const channels = await ofEach(concernedPrivately(pending), this.#parts.privateChannels);
    const members = new Map([...profiles].map(([user, profile]) => [user, profile?.isMember ?? null]));
    const looked = { now, pending, canTell: tellable(members, channels) };
    const isDoubtful = [...profiles.values(), ...channels.values()].includes(null);
    let next = now + (isDoubtful ? doubtfulMs : everyMs);
    for (const [user, profile] of profiles)
      if (profile?.isMember) next = Math.min(next, await this.#remind(user, profile, looked));
    nudge();
    return next;
  }

  /** Queues a person's reminder of the day once its hour has come; returns when to check for them again, UTC ms. */
  async #remind(
    user: UserId,
    { zone }: Profile,
    looked: { now: number; pending: readonly Pending[]; canTell: ReturnType<typeof tellable> },
  ): Promise<number> {
    const { store, timeZone } = this.#parts;
    const { now, pending, canTell } = looked;
    const day = dayIn(now, zone ?? timeZone);
    const moment = hourOn(day, reminderHour, zone ?? timeZone);
    if (now < moment) return moment;
    if (isWeekend(day)) return Number.POSITIVE_INFINITY;
    const weekly = !(await store.wasReminded(weeklyReceiver(user), mondayOf(day)));
    const [first] = remindersOn(pending, { user, day, moment, now, weekly, canTell });
    if (first)
      await store.oweReminder({
        receiver: user,
        day,
        incident: first.incident.id,
        effect: { type: 'remind_items', to: user, day, weekly },
        at: now as Millis,
      });
    return Number.POSITIVE_INFINITY;
  }

  /** Queues the summary of the week, on its Monday or, if the bot wasn't running, on the next working day. */
  async #summarize(now: number): Promise<void> {
    const { store, announceChannel, timeZone } = this.#parts;
    const day = dayIn(now, timeZone);
    const monday = mondayOf(day);
    const moment = hourOn(monday, reminderHour, timeZone);
    if (!announceChannel || isWeekend(day) || now < moment) return;
    if (await store.wasReminded(announceChannel, monday)) return;
    const [first] = summarized(await pendingItems(store), moment, now);
    if (first)
      await store.oweReminder({
        receiver: announceChannel,
        day: monday,
        incident: first.incident.id,
        effect: { type: 'summarize_items', day: monday },
        at: now as Millis,
      });
  }
}

/** What Slack says about each of these people, asked one after another. */
async function ofEach<Said>(
  users: Iterable<UserId>,
  ask: (user: UserId) => Promise<Said>,
): Promise<Map<UserId, Said>> {
  const all = new Map<UserId, Said>();
  for (const user of new Set(users)) all.set(user, await ask(user));
  return all;
}
