import { z } from 'zod';
import { groupIdSchema, userIdSchema } from '../ids.ts';
import { nonMemberSchema } from '../people/account-problem.ts';
import { severitySchema } from '../severity.ts';
import { event } from './event-shape.ts';

/** How the user group that is on call for a severity is called. */
export const oncallEvents = [
  event('oncall_needed', { severity: severitySchema, group: groupIdSchema }),
  /**
   * It was brought into the channel, by its people as Slack told them at that moment, to be mentioned there. `of`: the
   * event that asked for it; `uninvited`: those of the people whom Slack did not let in.
   */
  event('oncall_called', {
    of: z.number().int(),
    group: groupIdSchema,
    people: z.array(userIdSchema),
    uninvited: z.array(userIdSchema),
    /** Who is in the group and can work on no incident. */
    leftOut: z.array(z.object({ user: userIdSchema, why: nonMemberSchema })),
  }),
] as const;
