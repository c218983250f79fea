import type { Random } from '../../../../bench/chaos/random.ts';
import { reminderHour } from '../../../../src/domain/incident/items/reminding.ts';
import {
  type Day,
  dayAfter,
  dayIn,
  daySchema,
  daysFrom,
  hourOn,
  isWeekend,
} from '../../../../src/domain/text/days.ts';
import type { WrongClock } from '../faults/wrong-clock.ts';
import { nextDue } from '../record.ts';
import type { Scene } from '../scene.ts';
import { leaves, remindedOf } from './reminded.ts';

const hour = 3_600_000;

/** Who owns action items in a tale, and where they are. */
const owners = [
  { name: 'alice', zone: 'Europe/London' },
  { name: 'bob', zone: 'America/New_York' },
  { name: 'carol', zone: 'Asia/Tokyo' },
] as const;
type Owner = (typeof owners)[number];

type Told = { readonly who: Owner; readonly day: Day; readonly text: string };

/** Whether between two times (UTC ms) a day begins or the hour of the reminder comes where one of the owners is. */
const isEventful = (from: number, to: number): boolean =>
  owners.some(({ zone }) => {
    const day = dayIn(to, zone);
    const moment = hourOn(day, reminderHour, zone);
    return dayIn(from, zone) !== day || (from < moment && moment <= to);
  });

/** Weeks in which the bot is stopped and started, and its clock is set, while action items wait. */
export class ReminderTale {
  readonly done: string[] = [];
  readonly #set: Scene;
  readonly #clock: WrongClock;
  readonly #random: Random;
  readonly #due = new Map<string, Day>();
  /** The days of each owner on which the bot ran for a whole hour after that of the reminder. */
  readonly #watched = new Map<string, { readonly who: Owner; readonly day: Day }>();
  #began = 0;

  constructor(set: Scene, clock: WrongClock, random: Random) {
    this.#set = set;
    this.#clock = clock;
    this.#random = random;
  }

  /** Each of the owners gets an action item. */
  async begins(): Promise<void> {
    const today = dayIn(this.#clock.now(), 'UTC');
    for (const { name } of owners) this.#due.set(name, dayAfter(today, this.#random.between(1, 9)));
    await leaves(this.#set, ...[...this.#due].map(([name, due]) => `Alert on 5xx @${name} by ${due}`));
    this.#began = this.#clock.now();
  }

  /** One more thing happens. */
  async goesOn(): Promise<void> {
    const random = this.#random;
    const roll = random.between(0, 9);
    if (roll < 5) return this.waits(random.between(1, 30));
    if (roll < 7) return this.#jumps(random.between(1, 72) * random.pick([1, -1]));
    if (roll < 9) return this.#rests(random.pick([0, random.between(1, 60)]));
    // While something may be on its way.
    this.#advance(hour / 2);
    await this.#jumps(-random.between(1, 30));
  }

  /** The bot runs for some hours. It's waited for where somebody's day or reminder has come, and at the end. */
  async waits(hours: number): Promise<void> {
    this.done.push(`${hours} hours pass`);
    for (let left = hours - 1; left >= 0; left -= 1) {
      const from = this.#clock.now();
      this.#advance(hour);
      if (left === 0 || isEventful(from, this.#clock.now())) await this.#settles();
      for (const who of owners) this.#watches(who, from, this.#clock.now());
    }
  }

  #watches(who: Owner, from: number, to: number): void {
    const day = dayIn(from, who.zone);
    const isWhole = from >= hourOn(day, reminderHour, who.zone) && dayIn(to, who.zone) === day;
    if (isWhole) this.#watched.set(`${who.name} ${day}`, { who, day });
  }

  /** Somebody sets the bot's clock, but not to before there was anything to do. */
  async #jumps(hours: number): Promise<void> {
    const ms = Math.max(hours * hour, this.#began - this.#clock.now());
    this.done.push(`the clock jumps by ${Math.round(ms / hour)} hours`);
    this.#clock.jump(ms);
    await this.#settles();
  }

  async #rests(hours: number): Promise<void> {
    this.done.push(`the bot is stopped for ${hours} hours`);
    await this.#set.haltBot();
    this.#advance(hours * hour);
    await this.#set.resumeBot();
    await this.#settles();
  }

  #advance(ms: number): void {
    this.#set.clock.advance(ms);
  }

  /** Resolves when the bot owes nothing for the next second, by its own clock. */
  async #settles(): Promise<void> {
    // Only moves of the clock count, because work takes as long as the machine needs.
    for (let moves = 0; moves < 150; ) {
      await this.#set.workspace.idle();
      const due = nextDue({ env: this.#set.env, clock: this.#clock });
      const wait = due === null ? Number.POSITIVE_INFINITY : due - this.#clock.now();
      if (wait > 1_000) return;
      if (due === 0 || wait <= 0) continue;
      this.#advance(wait);
      moves += 1;
    }
    throw new Error(`The bot still owes something after: ${this.done.join(', ')}.`);
  }

  get watched(): number {
    return this.#watched.size;
  }

  #told(): Told[] {
    return owners.flatMap((who) =>
      remindedOf(this.#set, this.#set.workspace.person(who.name)).map(({ text, metadata }) => {
        const [, day] = /^remind_items:\w+:([\d-]+)#/.exec(String(metadata?.event_payload.effect)) ?? [];
        return { who, day: daySchema.parse(day), text };
      }),
    );
  }

  /** Days of which somebody was reminded more than once. */
  twice(): string[] {
    const days = this.#told().map(({ who, day }) => `${who.name} ${day}`);
    return days.filter((one, i) => days.indexOf(one) !== i);
  }

  /** The days on which an owner should have been reminded and wasn't. */
  missed(): string[] {
    const reminded = new Set(this.#told().map(({ who, day }) => `${who.name} ${day}`));
    return [...this.#watched].flatMap(([name, { who, day }]) => {
      const late = this.#late(who, day);
      return !isWeekend(day) && late >= -1 && late <= 14 && !reminded.has(name) ? [name] : [];
    });
  }

  /** Reminders that came on a weekend, or did not say what was true on their day. */
  untrue(): string[] {
    return this.#told().flatMap(({ who, day, text }) => {
      const late = this.#late(who, day);
      const says = text.includes('Due tomorrow') ? -1 : text.includes('Due today') ? 0 : null;
      const isTrue = says === null ? late > 0 || who.name === 'alice' : late === says;
      return isTrue && !isWeekend(day) ? [] : [`${who.name} ${day}: ${text}`];
    });
  }

  /** How many days after its owner's action item was due. */
  #late({ name }: Owner, day: Day): number {
    const due = this.#due.get(name);
    return due ? daysFrom(due, day) : Number.NaN;
  }
}
