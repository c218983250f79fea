import { z } from 'zod';
import { tellsOfNonMember } from '../access/membership.ts';
import { changesMessage } from '../conversations/record/followed.ts';
import { holdsRequestId } from '../conversations/record/request-ids.ts';

const named = z.object({ type: z.string() });

/**
 * Says of the events of which a workspace has very many whether anything is to be done about one: a message matters when
 * it holds a request_id or tells of another one's end or edit, a changed account when it is no active full member's. Other events always do.
 */
export function isRelevantEvent(event: unknown): boolean {
  switch (named.safeParse(event).data?.type) {
    case 'message':
      return holdsRequestId(event) || changesMessage(event);
    case 'user_change':
      return tellsOfNonMember(event);
    default:
      return true;
  }
}
