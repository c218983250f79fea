import type { MessageTs, Millis } from '../ids.ts';

/** The reminder of the current deadline, once it has been sent. */
export type Reminder = {
  readonly seq: number;
  readonly due: Millis;
  /** The deadline that it's about, UTC ms. */
  readonly promised: Millis;
  /** How many reminders of that deadline there have been, including this one. */
  readonly times: number;
  /** The message of the previous one, which it replaces. */
  readonly replaces: MessageTs | null;
  readonly ts: MessageTs | null;
  /** How it was answered; null while it's unanswered. */
  readonly answer: 'updated' | 'snoozed' | 'ended' | null;
};

/** Due at a time (UTC ms; `seq`: the event that it counts from), shown while there is no comms lead, or over. */
export type CommsNudge =
  | { readonly state: 'due'; readonly at: Millis; readonly seq: number }
  | { readonly state: 'shown' | 'over' };
