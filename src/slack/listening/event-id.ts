import { z } from 'zod';

const envelope = z.object({ event_id: z.string() });

/** The identity of an event's payload, under which the inbox knows it. */
export const eventId = (body: unknown): string => `event:${envelope.parse(body).event_id}`;
