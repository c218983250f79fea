import { z } from 'zod';
import type { Earlier } from '../../domain/incident/commands.ts';
import { incidentIdSchema } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import type { Submitted } from '../store.ts';

/** A row of `content, incident, said, seq`. */
export const receivedRow = z.object({
  content: z.string().nullable(),
  incident: incidentIdSchema.nullable(),
  said: z.string().nullable(),
  seq: z.number().int().nullable(),
});
const saidSchema = z.record(z.string(), z.unknown());

/** A payload that was processed before. */
export type ReceivedPayload = z.infer<typeof receivedRow>;

/** What is kept of a payload: for which incident it was, and how a form was submitted. */
export const receivedColumns = (incident: Incident | null, form: Submitted | undefined): ReceivedPayload => ({
  content: form?.content ?? null,
  incident: incident?.id ?? null,
  said: form ? JSON.stringify(form.command) : null,
  seq: incident?.seq ?? null,
});

/**
 * Whether a payload is the same as the one received before. If an earlier version accepted it without saving its
 * values, it is, whatever it says now.
 */
export const isSamePayload = (received: ReceivedPayload, content: string | null): boolean =>
  received.content === null || received.content === content;

/** A form as it was received, for one with different values. */
export const asEarlier = ({ said, seq }: ReceivedPayload): Earlier => ({
  submitted: said === null ? null : (saidSchema.safeParse(parseJson(said)).data ?? null),
  seq,
});
