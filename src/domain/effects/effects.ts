import { z } from 'zod';
import {
  type EpisodeId,
  type IncidentId,
  incidentIdSchema,
  messageTsSchema,
  millisSchema,
  userIdSchema,
} from '../incident/ids.ts';
import { observedCommandSchema } from '../incident/learned/observed-commands.ts';
import { actorSchema } from '../incident/people/actor.ts';
import type { Setback } from '../incident/setback.ts';
import { daySchema } from '../text/days.ts';
import { placeKey, placeToldSchema } from './places-told.ts';

const effect = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.object({ type: z.literal(type), ...shape });
const of = z.number().int();

/**
 * The bot's work in the outside world: IDs and facts, never rendered text, so that what is posted is true at that
 * moment. `of` is the seq of the event that an effect reports.
 */
export const effectSchema = z.discriminatedUnion('type', [
  effect('ensure_channel', {}),
  effect('invite', { user: userIdSchema }),
  effect('set_topic', {}),
  effect('sync_headline', {}),
  effect('pin_headline', {}),
  effect('sync_bookmarks', {}),
  effect('announce', {}),
  effect('tell_source', {}),
  /** Takes away what the bot has told of a private incident where others read. */
  effect('take_back', { from: placeToldSchema }),
  /** The duplicates of this incident, present and former, learn that it's private. */
  effect('tell_duplicates', { of }),
  /** Edits the messages that named an incident that is private now; `last`: the latest change that `told` reported. */
  effect('hide_original', { of, told: z.enum(['post_change', 'tell_end']), last: of }),
  effect('tell_end', { of }),
  /** In the original's channel: this incident is its duplicate, or no longer is. */
  effect('tell_original', { of, original: incidentIdSchema }),
  effect('wake', { due: millisSchema }),
  effect('check_response', { due: millisSchema }),
  effect('check_comms_lead', { due: millisSchema }),
  effect('run_triage', {}),
  effect('check_again', {}),
  effect('offer_resolve', { of }),
  effect('learn_names', {}),
  effect('sync_diagnosis', { of }),
  effect('sync_details', { of }),
  effect('sync_checks', {}),
  effect('tell_flapping', { of }),
  effect('sync_reminder', { of }),
  effect('call_out', { of }),
  effect('post_change', { of }),
  effect('capture_message', { ts: messageTsSchema }),
  effect('follow_message', { ts: messageTsSchema }),
  /** The original of this incident, present or former, learns that its record reads differently. */
  effect('follow_duplicate', { of, original: incidentIdSchema }),
  effect('send_copy', { of }),
  /** Removes everything that still has the words of a message that was deleted in Slack. */
  effect('erase_deleted', { of }),
  effect('publish_postmortem', { of }),
  /** Lets the message with the close's postmortem point to the latest; `of`: the event that says where it was posted. */
  effect('sync_postmortem', { of }),
  /** Lets the channel's canvas show the postmortem as it is now. */
  effect('sync_canvas', {}),
  effect('tell_setback', { of }),
  effect('brief_role', { of }),
  effect('call_oncall', { of }),
  effect('send_brief', { of }),
  effect('mention_oncall', { of }),
  effect('tell_left_out', { of }),
  effect('tell_story', { part: z.number().int().nonnegative() }),
  effect('post_review', { of }),
  /** One message a day for each person, about all incidents: the one that it's queued for is only the first of them. */
  effect('remind_items', { to: userIdSchema, day: daySchema, weekly: z.boolean() }),
  effect('summarize_items', { day: daySchema }),
  /** `occasion`: the payload that it came in. */
  effect('take_up', { occasion: z.string(), by: actorSchema, heard: observedCommandSchema }),
]);
export type Effect = z.infer<typeof effectSchema>;

/** The effects of a monitoring episode. */
export const episodeEffectSchema = z.discriminatedUnion('type', [effect('sync_proposal', {})]);
export type EpisodeEffect = z.infer<typeof episodeEffectSchema>;

/** Everything that can be queued. */
export type AnyEffect = Effect | EpisodeEffect;

/** The key of an episode's effect, which is also its lane. */
export const episodeEffectKey = (episode: EpisodeId, { type }: EpisodeEffect): string => `${type}:${episode}`;

/**
 * Queuing an effect again under the same key re-arms the pending one, and what is known about its attempts is kept.
 * So an effect that posts or says something once has its occasion in its key: the fate of one says nothing about
 * another.
 */
export function effectKey(incident: IncidentId, effect: Effect): string {
  switch (effect.type) {
    case 'invite':
      return `invite:${incident}:${effect.user}`;
    case 'sync_diagnosis':
    case 'tell_end':
    case 'tell_duplicates':
    case 'tell_original':
    case 'sync_details':
    case 'tell_flapping':
    case 'offer_resolve':
    case 'sync_reminder':
    case 'call_out':
    case 'post_change':
    case 'publish_postmortem':
    case 'sync_postmortem':
    case 'erase_deleted':
    case 'send_copy':
    case 'tell_setback':
    case 'brief_role':
    case 'send_brief':
    case 'call_oncall':
    case 'mention_oncall':
    case 'tell_left_out':
    case 'post_review':
      return `${effect.type}:${incident}:${effect.of}`;
    case 'follow_duplicate':
      return `follow_duplicate:${incident}:${effect.of}:${effect.original}`;
    case 'hide_original':
      return `hide_original:${incident}:${effect.of}:${effect.told}`;
    case 'remind_items':
      return `remind_items:${effect.to}:${effect.day}`;
    case 'summarize_items':
      return `summarize_items:${effect.day}`;
    case 'tell_story':
      return `tell_story:${incident}:${effect.part}`;
    case 'capture_message':
    case 'follow_message':
      return `${effect.type}:${incident}:${effect.ts}`;
    case 'take_up':
      return `take_up:${incident}:${effect.occasion}`;
    case 'take_back':
      return `take_back:${incident}:${placeKey(effect.from)}`;
    default:
      return `${effect.type}:${incident}`;
  }
}

/** Who an effect is for, if there can be several: a failure for each is reported. */
export const effectPerson = (effect: AnyEffect): Pick<Setback, 'user'> =>
  effect.type === 'invite' ? { user: effect.user } : {};

/**
 * Effects in one lane run one after another, oldest first; effects that needn't wait for each other have separate
 * lanes.
 */
export function effectLane(incident: IncidentId, effect: Effect): string {
  switch (effect.type) {
    case 'invite':
    case 'capture_message':
    case 'follow_message':
    case 'remind_items':
    case 'summarize_items':
    case 'take_up':
    case 'take_back':
      return effectKey(incident, effect);
    default:
      return `${effect.type}:${incident}`;
  }
}

/**
 * Nobody ever waits for these, so they have a capacity and a budget of their own, and people's work goes first. For
 * other effects, nobody waits if the checks brought them on their own (see `asAsked`).
 */
export const isBackground = ({ type }: Effect): boolean =>
  type === 'remind_items' ||
  type === 'summarize_items' ||
  type === 'check_again' ||
  type === 'learn_names' ||
  type === 'sync_bookmarks' ||
  type === 'sync_canvas' ||
  type === 'sync_checks';

/** Due at a time that people were told, by the wall clock; everything else is due as soon as possible. */
export const isPromise = ({ type }: Effect): boolean =>
  type === 'wake' || type === 'check_response' || type === 'tell_story';
