import type { MessageTs, Millis } from '../ids.ts';

/** The reminder of the promise that is running now, once it has been sent. */
export type Reminder = {
  readonly seq: number;
  readonly due: Millis;
  /** The promise that it is about, UTC ms. */
  readonly promised: Millis;
  /** How many reminders of that promise there have been, with this one. */
  readonly times: number;
  /** The message of the one before it, which it takes the place of. */
  readonly replaces: MessageTs | null;
  readonly ts: MessageTs | null;
  /** How it was answered; null while it waits. */
  readonly answer: 'updated' | 'snoozed' | 'ended' | null;
};

/** To come at a time (UTC ms; `seq`: of the event that it counts from), shown while nobody has the comms lead, or over. */
export type CommsNudge =
  | { readonly state: 'due'; readonly at: Millis; readonly seq: number }
  | { readonly state: 'shown' | 'over' };
