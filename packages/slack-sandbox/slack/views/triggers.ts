import { SlackError } from '../errors.ts';
import type { Ids } from '../ids.ts';

/** Slack: a trigger ID can be used once, within 3 s. */
const timeToLive = 3_000;
/** How long an expired ID is remembered as expired, ms. */
const kept = 3_600_000;

/** Who acted, and in which channel, if in one. */
export type TriggerOrigin = { readonly user: string; readonly channel: string | null };

type Trigger = TriggerOrigin & { readonly expiresAt: number; exchanged: boolean };

/** The trigger ids that interactions carry and `views.open` and `views.push` exchange. */
export class Triggers {
  #triggers = new Map<string, Trigger>();

  /** A new trigger ID for what this person did, in Slack's form `123.456.abc`. `now` in ms UTC. */
  issue(ids: Ids, origin: TriggerOrigin, now: number): string {
    const id = `${1_000_000 + ids.count('trigger')}.2024.${ids.secret('trigger')}`;
    this.#forget(now - kept);
    this.#triggers.set(id, { ...origin, expiresAt: now + timeToLive, exchanged: false });
    return id;
  }

  /* They are in the order in which they were issued. */
  #forget(before: number): void {
    for (const [id, { expiresAt }] of this.#triggers) {
      if (expiresAt >= before) return;
      this.#triggers.delete(id);
    }
  }

  /** Uses up a trigger ID; returns where it came from. Throws `invalid_`, `expired_`, or `exchanged_trigger_id`. */
  exchange(id: string, now: number): TriggerOrigin {
    const trigger = this.#triggers.get(id);
    if (trigger === undefined) throw new SlackError('invalid_trigger_id');
    if (trigger.exchanged) throw new SlackError('exchanged_trigger_id');
    if (now > trigger.expiresAt) throw new SlackError('expired_trigger_id');
    trigger.exchanged = true;
    return { user: trigger.user, channel: trigger.channel };
  }
}
