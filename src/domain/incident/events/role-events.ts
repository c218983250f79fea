import { z } from 'zod';
import { millisSchema, userIdSchema } from '../ids.ts';
import { nonMemberSchema } from '../people/account-problem.ts';
import { roleNameSchema } from '../people/roles.ts';
import { event } from './event-shape.ts';

/** What happens to the people of an incident and their roles; `user` null: nobody has it from then on. */
export const roleEvents = [
  event('commander_assigned', { user: userIdSchema, previous: userIdSchema.nullable() }),
  /** The commander isn't eligible (any more); there is no commander. */
  event('commander_lost', { user: userIdSchema, why: nonMemberSchema }),
  /** Command was given up or removed, and there is no commander. */
  event('commander_vacated', { previous: userIdSchema.nullable() }),
  /** Any role but the commander's. */
  event('role_assigned', {
    role: roleNameSchema,
    user: userIdSchema.nullable(),
    previous: userIdSchema.nullable(),
  }),
  /** The same as for the commander. */
  event('role_lost', { role: roleNameSchema, user: userIdSchema, why: nonMemberSchema }),
  /** There was no comms lead by the time that an urgent incident needs one. */
  event('comms_lead_missing', { due: millisSchema }),
  /** The event's actor got a brief, because they asked or joined the channel. */
  event('caught_up', { asked: z.boolean() }),
] as const;
