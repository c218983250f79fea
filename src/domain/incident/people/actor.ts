import { z } from 'zod';
import { userIdSchema } from '../ids.ts';

/** Who caused something: a person in Slack, or the bot itself (the clock, a finished effect). */
export const actorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), user: userIdSchema }),
  z.object({ kind: z.literal('bot') }),
]);
export type Actor = z.infer<typeof actorSchema>;

/** The bot as an actor. */
export const bot: Actor = { kind: 'bot' };
