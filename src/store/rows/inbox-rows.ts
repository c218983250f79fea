import { z } from 'zod';
import { incidentIdSchema, type Millis, millisSchema } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import type { AcceptedForm, Submitted } from '../change.ts';

/** A row of `received_at, content, incident, said, seq`; a form's `received_at` is the earliest time it can have been sent. */
export const receivedRow = z.object({
  received_at: z.number().transform((at) => at as Millis),
  content: z.string().nullable(),
  incident: incidentIdSchema.nullable(),
  said: z.string().nullable(),
  seq: z.number().int().nullable(),
});
const saidSchema = z.record(z.string(), z.unknown());

/** A payload that was processed before. */
export type ReceivedPayload = z.infer<typeof receivedRow>;

/** When a payload was received, UTC ms; for a form, the earliest time it can have been sent. */
export const receivedAt = (at: Millis, form: Submitted | undefined): Millis => form?.sentAt ?? at;

/** The columns of a payload: when it was received, for which incident, and how a form was submitted. */
export const receivedColumns = (
  at: Millis,
  incident: Incident | null,
  form: Submitted | undefined,
): ReceivedPayload => ({
  received_at: receivedAt(at, form),
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

/** Under which ID it's kept when a form's values were corrected: a late copy of them must not undo that. */
export const correctedId = (id: string, content: string): string => `${id}#${content}`;

/** A form as it was accepted, for comparing it with another submission; `corrected`: when that one's values were corrected. */
export const asEarlier = (
  { said: submitted, seq, received_at }: ReceivedPayload,
  corrected: ReceivedPayload | null = null,
): AcceptedForm => ({
  submitted: submitted === null ? null : (saidSchema.safeParse(parseJson(submitted)).data ?? null),
  seq,
  lateBefore: millisSchema.parse(Math.max(received_at, corrected?.received_at ?? 0)),
});
