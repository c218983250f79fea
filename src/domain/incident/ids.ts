import { z } from 'zod';

/** An incident's number: 7 for INC-7. Also the key of its lanes and effects. */
export const incidentIdSchema = z.number().int().positive().brand<'IncidentId'>();
export type IncidentId = z.infer<typeof incidentIdSchema>;

/** A Slack user ID (`U…` or `W…`). */
export const userIdSchema = z
  .string()
  .regex(/^[UW][A-Z0-9]{1,40}$/)
  .brand<'UserId'>();
export type UserId = z.infer<typeof userIdSchema>;

/** Turns a person's ID into a name: a mention in Slack, a plain name in a document. */
export type DisplayName = (user: UserId) => string;

/** A Slack user group's ID (`S…`). */
export const groupIdSchema = z
  .string()
  .regex(/^S[A-Z0-9]{2,40}$/)
  .brand<'GroupId'>();
export type GroupId = z.infer<typeof groupIdSchema>;

/** A Slack conversation ID (`C…`, `G…`, or `D…`). */
export const channelIdSchema = z
  .string()
  .regex(/^[CGD][A-Z0-9]{1,40}$/)
  .brand<'ChannelId'>();
export type ChannelId = z.infer<typeof channelIdSchema>;

/** The ID of a canvas, which is a file to Slack (`F…`). */
export const canvasIdSchema = z
  .string()
  .regex(/^F[A-Z0-9]{1,40}$/)
  .brand<'CanvasId'>();
export type CanvasId = z.infer<typeof canvasIdSchema>;

/** A Slack message's timestamp, which is its ID inside a channel: `1711100060.000100`. */
export const messageTsSchema = z
  .string()
  .regex(/^\d{1,16}\.\d{1,16}$/)
  .brand<'MessageTs'>();
export type MessageTs = z.infer<typeof messageTsSchema>;

/** UNIX time in milliseconds, UTC. */
export const millisSchema = z.number().int().nonnegative().brand<'Millis'>();
export type Millis = z.infer<typeof millisSchema>;

/**
 * Identifies a monitoring episode: the time of its first bad check (UTC ms), increased if an earlier episode has that
 * number or a later one.
 */
export const episodeIdSchema = z.number().int().positive().brand<'EpisodeId'>();
export type EpisodeId = z.infer<typeof episodeIdSchema>;

/** `INC-7`, as people read and write it. */
export const incidentName = (id: IncidentId): string => `INC-${id}`;

/** Parses `INC-7` as people write it: `inc 7`, `INC7`, `#7`, or `7`; null if it's none of these. */
export function parseIncidentName(text: string): IncidentId | null {
  const match = /^(?:inc\s?[-–]?\s?)?#?(\d{1,9})$/i.exec(text.trim());
  const parsed = incidentIdSchema.safeParse(Number(match?.[1]));
  return parsed.success ? parsed.data : null;
}
