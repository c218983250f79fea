import type { Millis } from '../ids.ts';

/**
 * One update deadline that people were given (UTC ms), and when the update came, or (`ended`) the incident's end without
 * one. A snooze moves the reminder, not the deadline.
 */
export type UpdateDeadline = { readonly due: Millis; readonly cameAt: Millis; readonly ended: boolean };

/** Whether a deadline counts: one that the incident's end came before asked for nothing any more. */
export const countsAsDue = ({ due, cameAt, ended }: UpdateDeadline): boolean => !ended || cameAt > due;

/** Whether the update came in time: people see whole minutes. */
export const isKept = ({ due, cameAt }: Pick<UpdateDeadline, 'due' | 'cameAt'>): boolean =>
  cameAt - due < 60_000;
