import { z } from 'zod';
import { tellsOfUnfit } from '../access/membership.ts';
import { messageMatters } from '../conversations/request-ids.ts';

const named = z.object({ type: z.string() });

/**
 * Says of the events of which a workspace has very many whether anything is to be done about one: a message matters when
 * it holds a request_id, a changed account when it is no active full member's. Other events always do.
 */
export function eventMatters(event: unknown): boolean {
  switch (named.safeParse(event).data?.type) {
    case 'message':
      return messageMatters(event);
    case 'user_change':
      return tellsOfUnfit(event);
    default:
      return true;
  }
}
