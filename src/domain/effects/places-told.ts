import { z } from 'zod';
import type { Recorded } from '../incident/events/events.ts';
import {
  canvasIdSchema,
  channelIdSchema,
  incidentIdSchema,
  type Millis,
  messageTsSchema,
  userIdSchema,
} from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';

/**
 * A place where the bot has told of an incident, and where others read: the channel that it has left (`whole`: nothing else
 * of the bot's stands there, for it was the incident's own), the thread of a message, the channel of the incident that it
 * was a duplicate of, the direct messages of somebody who may not be a member, what the announcement channel says of several
 * incidents, or the canvas of the channel that it has left (`canvas`: null if the record has none, but one may be on its way).
 */
export const placeToldSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('canvas'), channel: channelIdSchema, canvas: canvasIdSchema.nullable() }),
  z.object({ kind: z.literal('channel'), channel: channelIdSchema, whole: z.boolean() }),
  z.object({ kind: z.literal('thread'), channel: channelIdSchema, ts: messageTsSchema }),
  z.object({ kind: z.literal('original'), incident: incidentIdSchema }),
  z.object({ kind: z.literal('direct'), user: userIdSchema }),
  z.object({ kind: z.literal('news') }),
]);
export type PlaceTold = z.infer<typeof placeToldSchema>;

/** What a place is called in a key. */
export function placeKey(place: PlaceTold): string {
  switch (place.kind) {
    case 'canvas':
      return `canvas:${place.channel}`;
    case 'channel':
      return `channel:${place.channel}`;
    case 'thread':
      return `thread:${place.channel}:${place.ts}`;
    case 'original':
      return `original:${place.incident}`;
    case 'direct':
      return `direct:${place.user}`;
    case 'news':
      return 'news';
  }
}

/** Every place where people were told of an incident before the event `seq` made it private, and that is not its own. */
export function placesTold(incident: Incident, { seq }: Pick<Recorded, 'seq'>): readonly PlaceTold[] {
  const { announcement, closeSeq, pointers, source, writtenTo } = incident;
  const left = incident.left?.seq === seq ? incident.left : null;
  return [
    // First, because that is the whole postmortem.
    ...(left && !left.adopted && closeSeq !== null
      ? [{ kind: 'canvas', channel: left.channel, canvas: left.canvas } as const]
      : []),
    ...(left ? [{ kind: 'channel', channel: left.channel, whole: !left.adopted } as const] : []),
    ...(announcement ? [{ kind: 'thread', ...announcement } as const] : []),
    ...(source ? [{ kind: 'thread', channel: source.channel, ts: source.thread ?? source.ts } as const] : []),
    ...[...pointers.keys()].map((original) => ({ kind: 'original', incident: original }) as const),
    ...writtenTo.keys().map((user) => ({ kind: 'direct', user }) as const),
    { kind: 'news' },
  ];
}

/** How long a call that began before a place was taken back can still arrive, ms: longer than the worker's claims last. */
const underWayMs = 150_000;

/**
 * When a place is to be looked at once more, owed at `owedAt` and looked at `now` (UTC ms); null if nothing can arrive there
 * any more. A clock that was set back by more than that can't tell, so it waits for nothing.
 */
export function lookAgainAt(owedAt: Millis, now: number): number | null {
  const passed = now - owedAt;
  return Math.abs(passed) < underWayMs ? now + underWayMs - Math.max(0, passed) : null;
}
