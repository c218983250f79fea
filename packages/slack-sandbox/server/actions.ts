import { z } from 'zod';
import { type JsonObject, jsonObject } from '../slack/json.ts';

const ref = { channel: z.string(), ts: z.string() };
const entry = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);

/** Where an element is: in a message or ephemeral, in the top modal, or on the Home tab. */
const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), ...ref }),
  z.object({ kind: z.literal('modal'), viewId: z.string() }),
  z.object({ kind: z.literal('home') }),
]);

/**
 * What a person does in the browser, sent as the body of `POST /act` with `as` (a user ID). An `entry` is what was
 * entered: text, an option's value, IDs, `YYYY-MM-DD`, `HH:MM`, Unix seconds for a datetime, several for multi-selects
 * and checkboxes, null for nothing.
 */
export const act = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('say'),
    channel: z.string(),
    text: z.string(),
    thread: z.string().nullable().default(null),
  }),
  z.object({ do: z.literal('command'), channel: z.string(), command: z.string(), text: z.string() }),
  /** Shares a file; `content` is base64. */
  z.object({
    do: z.literal('upload'),
    channel: z.string(),
    name: z.string().min(1),
    content: z.base64(),
    comment: z.string().default(''),
  }),
  z.object({ do: z.literal('edit'), ...ref, text: z.string() }),
  z.object({ do: z.literal('delete'), ...ref }),
  z.object({ do: z.literal('react'), ...ref, name: z.string(), on: z.boolean() }),
  z.object({ do: z.literal('pin'), ...ref, on: z.boolean() }),
  z.object({
    do: z.literal('shortcut'),
    callbackId: z.string(),
    on: z.object(ref).nullable(),
  }),
  /** Clicks a button, or chooses in an element that notifies the app at once. */
  z.object({
    do: z.literal('press'),
    place,
    blockId: z.string(),
    actionId: z.string(),
    entry: entry.default(null),
  }),
  /** Types into an external select; the response's `groups` are what the app offers. */
  z.object({
    do: z.literal('suggest'),
    place,
    blockId: z.string(),
    actionId: z.string(),
    typed: z.string(),
  }),
  z.object({
    do: z.literal('enter'),
    viewId: z.string(),
    blockId: z.string(),
    actionId: z.string(),
    entry,
  }),
  z.object({
    do: z.literal('submit'),
    viewId: z.string(),
    values: z.record(z.string(), z.record(z.string(), entry)),
  }),
  z.object({ do: z.literal('dismiss'), viewId: z.string() }),
  /** Creates a channel; the response's `channel` is its ID. */
  z.object({ do: z.literal('createChannel'), name: z.string(), isPrivate: z.boolean() }),
  z.object({ do: z.literal('join'), channel: z.string() }),
  z.object({ do: z.literal('leave'), channel: z.string() }),
  z.object({ do: z.literal('makePrivate'), channel: z.string() }),
  /** Marks everything in this channel up to now as read by this person. */
  z.object({ do: z.literal('read'), channel: z.string() }),
  z.object({ do: z.literal('openHome') }),
  /** Opens the direct message with the app; the response's `channel` is its ID. */
  z.object({ do: z.literal('openMessages') }),
  /**
   * Checks a view or message as Slack would, and shows it to this person without telling the app: a message as an
   * ephemeral in `channel`, or in the direct message with the app; the response's `channel` says where.
   */
  z.object({
    do: z.literal('check'),
    what: z.enum(['message', 'modal', 'home']),
    json: jsonObject,
    channel: z.string().nullable().default(null),
  }),

  /** Puts a part of a simulated service into a state, by their names in `Outside.services`. */
  z.object({ do: z.literal('setService'), service: z.string(), part: z.string(), state: z.string() }),
  /** Queues a Slack fault, by its ID in `Outside.slack.kinds`, for this many requests. */
  z.object({ do: z.literal('trouble'), id: z.string(), times: z.number().int().min(1).max(1000).default(1) }),
  z.object({ do: z.literal('calm') }),
  z.object({ do: z.literal('rateLimits'), on: z.boolean() }),
  z.object({ do: z.literal('dropConnections') }),
  z.object({ do: z.literal('redeliver'), eventId: z.string() }),
  z.object({
    do: z.literal('advance'),
    ms: z
      .number()
      .int()
      .min(0)
      .max(30 * 86_400_000),
  }),
  /** Moves time to when the app's next work is due. */
  z.object({ do: z.literal('advanceToDue') }),
  z.object({ do: z.literal('app'), what: z.enum(['stop', 'start', 'restart']) }),
]);

/** What a person does; see `act`. */
export type Act = z.infer<typeof act>;

/**
 * The response to `POST /act`. `note` is shown to the person beside it, such as an unusable direct response of the app;
 * `problems` are the limit errors of `check`; `options` is the app's response to `suggest`. A refusal is a sentence
 * with HTTP 200; a body that isn't an act gets 400.
 */
export type ActAnswer =
  | {
      readonly ok: true;
      readonly note?: string;
      readonly channel?: string;
      readonly problems?: readonly string[];
      readonly options?: JsonObject;
    }
  | { readonly ok: false; readonly error: string };
