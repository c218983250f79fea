import { z } from 'zod';
import { groupIdSchema, userIdSchema } from '../ids.ts';
import { nonMemberSchema } from '../people/account-problem.ts';
import { severitySchema } from '../severity.ts';
import { event } from './event-shape.ts';

/** How the user group that is on call for a severity is called. */
export const oncallEvents = [
  event('oncall_needed', { severity: severitySchema, group: groupIdSchema }),
  /**
   * Its members, as Slack listed them at that moment, were invited to the channel, to be mentioned there. `of`: the
   * event that asked for it; `uninvited`: those of them whom Slack refused.
   */
  event('oncall_called', {
    of: z.number().int(),
    group: groupIdSchema,
    people: z.array(userIdSchema),
    uninvited: z.array(userIdSchema),
    /** Group members who can't work on an incident. */
    leftOut: z.array(z.object({ user: userIdSchema, why: nonMemberSchema })),
  }),
] as const;
