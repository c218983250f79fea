import { z } from 'zod';
import { tellsOfNonMember } from '../access/membership.ts';
import { convertsChannel } from '../conversations/private.ts';
import { changesMessage } from '../conversations/record/followed.ts';
import { holdsRequestId } from '../conversations/record/request-ids.ts';

const named = z.object({ type: z.string() });

/**
 * Returns whether an event needs any work, for the kinds that a workspace sends in masses: a message matters if it
 * holds a request_id, or reports that another one was deleted or edited, or that its channel became private; a changed
 * account if it isn't an active full member's. Other events always do.
 */
export function isRelevantEvent(event: unknown): boolean {
  switch (named.safeParse(event).data?.type) {
    case 'message':
      return holdsRequestId(event) || changesMessage(event) || convertsChannel(event);
    case 'user_change':
      return tellsOfNonMember(event);
    default:
      return true;
  }
}
