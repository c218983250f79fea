import { z } from 'zod';
import type { Diagnosis } from '../../triage/diagnosis.ts';
import { markSchema } from '../events/entry-events.ts';
import { requestIdSourceSchema } from '../events/events.ts';
import { channelIdSchema, type Millis, messageTsSchema, millisSchema } from '../ids.ts';

const seenRequestIdSchema = z.object({
  requestId: z.string(),
  source: requestIdSourceSchema,
  where: z.string().nullable(),
  /** When it was seen, if that was before it could be recorded, UTC ms. */
  seenAt: millisSchema.optional(),
});

/** A request_id and where it was: a link, or the probe that got it. */
export type SeenRequestId = z.infer<typeof seenRequestIdSchema>;

/**
 * People's actions in an incident channel that the bot only observes: they are saved even while this version can't
 * read the incident, and executed by one that can.
 */
export const observedCommandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('mark_message'), ts: messageTsSchema, via: markSchema }),
  /** Marked messages changed; how, Slack is asked. */
  z.object({ type: z.literal('look_at_messages'), ts: z.array(messageTsSchema) }),
  z.object({ type: z.literal('message_deleted'), ts: messageTsSchema }),
  /** People made a channel private. */
  z.object({ type: z.literal('channel_made_private'), channel: channelIdSchema }),
  z.object({ type: z.literal('record_request_ids'), seen: z.array(seenRequestIdSchema) }),
]);
export type ObservedCommand = z.infer<typeof observedCommandSchema>;

/** Something observed at a time (UTC ms), for a record that gets it later: a marked message has its own time. */
export const stampedAt = (command: ObservedCommand, at: Millis): ObservedCommand =>
  command.type === 'record_request_ids'
    ? { ...command, seen: command.seen.map((one) => ({ seenAt: at, ...one })) }
    : command;

/** The request_ids of what failed in a run, each once: those are the ones that Intercom's support can use. */
export function failedRequests({ probes }: Diagnosis): SeenRequestId[] {
  const where = new Map<string, string>();
  for (const { requestId, label, outcome } of probes)
    if (requestId && outcome !== 'ok' && !where.has(requestId)) where.set(requestId, label);
  return [...where].map(([requestId, label]) => ({ requestId, source: 'triage', where: label }));
}
