import { z } from 'zod';

/** An incident's status, in the words of the headline. */
export const statusSchema = z.enum([
  'INVESTIGATING',
  'IDENTIFIED',
  'MONITORING',
  'RESOLVED',
  'CLOSED',
  'CANCELLED',
]);
export type Status = z.infer<typeof statusSchema>;

/** The statuses that an update can set; resolving, closing, cancelling, and reopening have their own commands. */
export const workingStatusSchema = z.enum(['INVESTIGATING', 'IDENTIFIED', 'MONITORING']);
export type WorkingStatus = z.infer<typeof workingStatusSchema>;

/** Still being worked on: reminders run, and updates can be posted. */
export const isOpen = (status: Status): status is WorkingStatus =>
  workingStatusSchema.safeParse(status).success;

/** Finished: nothing can be changed except by reopening it. A resolved one still waits for its review. */
export const isFinal = (status: Status): status is 'CLOSED' | 'CANCELLED' =>
  status === 'CLOSED' || status === 'CANCELLED';
