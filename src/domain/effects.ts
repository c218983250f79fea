import { z } from 'zod';
import { type IncidentId, messageTsSchema, millisSchema, userIdSchema } from './ids.ts';

const effect = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.object({ type: z.literal(type), ...shape });
const of = z.number().int();

/**
 * What the bot owes the outside world: ids and facts, never rendered text, so that what is said is true at the
 * moment it is said. `of` is the seq of the event that an effect tells about.
 */
export const effectSchema = z.discriminatedUnion('type', [
  effect('ensure_channel', {}),
  effect('invite', { user: userIdSchema }),
  effect('set_topic', {}),
  effect('sync_headline', {}),
  effect('pin_headline', {}),
  effect('announce', {}),
  effect('wake', { due: millisSchema }),
  effect('check_response', { due: millisSchema }),
  effect('run_triage', {}),
  effect('check_again', {}),
  effect('offer_resolve', { of }),
  effect('learn_names', {}),
  effect('sync_diagnosis', { of }),
  effect('sync_reminder', { of }),
  effect('call_out', {}),
  effect('post_change', { of }),
  effect('capture_message', { ts: messageTsSchema }),
  effect('publish_postmortem', { of }),
  effect('tell_setback', { of }),
  effect('tell_story', { part: z.number().int().nonnegative() }),
  effect('post_review', { of }),
]);
export type Effect = z.infer<typeof effectSchema>;

/** Owing an effect again under the same key re-arms the one that is pending. */
export function effectKey(incident: IncidentId, effect: Effect): string {
  switch (effect.type) {
    case 'invite':
      return `invite:${incident}:${effect.user}`;
    case 'sync_diagnosis':
    case 'offer_resolve':
    case 'sync_reminder':
    case 'post_change':
    case 'publish_postmortem':
    case 'tell_setback':
    case 'post_review':
      return `${effect.type}:${incident}:${effect.of}`;
    case 'capture_message':
      return `capture_message:${incident}:${effect.ts}`;
    default:
      return `${effect.type}:${incident}`;
  }
}

/** Effects of one lane run one after another, oldest first. */
export function effectLane(incident: IncidentId, effect: Effect): string {
  switch (effect.type) {
    case 'wake':
    case 'check_response':
    case 'announce':
    case 'learn_names':
    case 'tell_setback':
    case 'tell_story':
    case 'check_again':
    case 'run_triage':
      return `${effect.type}:${incident}`;
    default:
      return `slack:${incident}`;
  }
}
