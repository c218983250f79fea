import { type Mrkdwn, mrkdwn } from './mrkdwn.ts';

/** Marks an incident in a list that only the members of its channel see. */
export const lock = ({ privateTo }: { readonly privateTo: readonly unknown[] | null }): Mrkdwn =>
  privateTo === null ? mrkdwn`` : mrkdwn`:lock: `;
