import { z } from 'zod';

const envelope = z.object({ event_id: z.string() });

/** Returns the ID under which the inbox knows an event's payload. */
export const eventId = (body: unknown): string => `event:${envelope.parse(body).event_id}`;
