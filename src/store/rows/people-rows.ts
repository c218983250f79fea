import { z } from 'zod';
import { type UserId, userIdSchema } from '../../domain/incident/ids.ts';

const personRows = z.array(z.object({ user: userIdSchema, name: z.string() }));

/** The names in rows of `user, name`. */
export const readNames = (rows: unknown): Map<UserId, string> =>
  new Map(personRows.parse(rows).map(({ user, name }) => [user, name]));
