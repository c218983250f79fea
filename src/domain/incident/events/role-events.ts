import { z } from 'zod';
import { millisSchema, userIdSchema } from '../ids.ts';
import { nonMemberSchema } from '../people/account-problem.ts';
import { roleNameSchema } from '../people/roles.ts';
import { event } from './event-shape.ts';

/** What becomes true of the people of an incident and their roles; `user` null: nobody has it from then on. */
export const roleEvents = [
  event('commander_assigned', { user: userIdSchema, previous: userIdSchema.nullable() }),
  /** Whoever had command cannot have it (any more); nobody has. */
  event('commander_lost', { user: userIdSchema, why: nonMemberSchema }),
  /** Command was given up or taken away, and nobody has it. */
  event('commander_vacated', { previous: userIdSchema.nullable() }),
  /** Any role but the commander's. */
  event('role_assigned', {
    role: roleNameSchema,
    user: userIdSchema.nullable(),
    previous: userIdSchema.nullable(),
  }),
  /** The same as of command. */
  event('role_lost', { role: roleNameSchema, user: userIdSchema, why: nonMemberSchema }),
  /** Nobody had the comms lead by the time that an urgent incident wants one. */
  event('comms_lead_missing', { due: millisSchema }),
  /** Whoever caused it was told how things stand, asked for or when they joined the channel. */
  event('caught_up', { asked: z.boolean() }),
] as const;
