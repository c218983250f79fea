import { z } from 'zod';

/** Bolt takes any of these keys as the mark of a kind of payload, so each is allowed only in its own kind. */
const none = z.undefined().optional();
const owned = z.object({ id: z.string() });
const named = z.union([z.string(), z.record(z.string(), z.unknown())]).optional();

const event = z.object({
  type: z.literal('event_callback'),
  event_id: z.string().min(1),
  event: z.object({
    type: z.string(),
    user: named,
    channel: named,
    item: z.record(z.string(), z.unknown()).optional(),
    subteam: z.record(z.string(), z.unknown()).optional(),
  }),
  authorizations: z.array(z.object({})).optional(),
});

const command = z.object({ command: z.string(), event: none });

const interaction = {
  event: none,
  command: none,
  name: none,
  user: owned,
  team: z.object({}).nullish(),
  enterprise: z.object({}).nullish(),
};
const action = z.object({
  ...interaction,
  type: z.literal('block_actions'),
  actions: z.array(z.object({ action_id: z.string(), block_id: z.string(), type: z.string() })).min(1),
  channel: owned.optional(),
  container: z.object({}).optional(),
});
const view = z.object({
  ...interaction,
  type: z.enum(['view_submission', 'view_closed']),
  actions: none,
  view: z.object({ callback_id: z.string(), private_metadata: z.string() }),
});
const shortcut = z.object({
  ...interaction,
  type: z.enum(['shortcut', 'message_action']),
  actions: none,
  callback_id: z.string(),
  // Bolt reads the channel's `id` even if the channel is null.
  channel: owned.optional(),
});

/** The expected structure of a payload, by its type. A union of all of them would try each in turn. */
function outlineOf(body: object): z.ZodType | null {
  if ('command' in body && typeof body.command === 'string') return command;
  switch ('type' in body ? body.type : null) {
    case 'event_callback':
      return event;
    case 'block_actions':
      return action;
    case 'view_submission':
    case 'view_closed':
      return view;
    case 'shortcut':
    case 'message_action':
      return shortcut;
    default:
      return null;
  }
}

/**
 * Returns whether Bolt can read a payload's structure. Bolt doesn't check it, and throws in its own code on one that
 * isn't shaped like Slack's (measured, Bolt 5.1). The content is read by its listener.
 */
export const isReadable = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && (outlineOf(body)?.safeParse(body).success ?? false);
