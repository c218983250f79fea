import { copy, type JsonObject, present } from '../json.ts';
import type { Channel, Message, Metadata } from '../model.ts';
import { channelType } from '../serializers/channel.ts';
import { wireMessage } from '../serializers/message.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { emitIn } from './emit.ts';

/** What is posted; everything but the author and the text is optional. */
export type NewMessage = {
  readonly author: string;
  readonly text: string;
  readonly subtype?: string | null;
  readonly detail?: JsonObject;
  readonly blocks?: JsonObject[];
  readonly attachments?: JsonObject[];
  readonly threadTs?: string | null;
  readonly metadata?: Metadata | null;
  readonly files?: readonly string[];
  readonly clientId?: string | null;
};

/** Adds a message to the channel and tells the app: `message`, and `app_mention` if a person mentions the bot. */
export function say(state: WorkspaceState, channel: Channel, posted: NewMessage): Message {
  const message: Message = {
    channel: channel.id,
    ts: state.timestamps.next(),
    author: posted.author,
    subtype: posted.subtype ?? null,
    detail: posted.detail ?? {},
    text: posted.text,
    blocks: posted.blocks ?? [],
    attachments: posted.attachments ?? [],
    threadTs: posted.threadTs ?? null,
    metadata: posted.metadata ?? null,
    edited: null,
    reactions: [],
    files: [...(posted.files ?? [])],
    clientId: posted.clientId ?? null,
    tombstone: false,
  };
  channel.messages.push(message);
  emitIn(state, channel, messageEvent(state, channel, message));
  if (mentionsBot(state, channel, message)) {
    const { channel_type: _, ...mention } = messageEvent(state, channel, message);
    emitIn(state, channel, { ...mention, type: 'app_mention' });
  }
  return message;
}

/** What an edit changes; anything left out stays. */
export type Edit = {
  readonly text?: string;
  readonly blocks?: JsonObject[];
  readonly attachments?: JsonObject[];
  readonly metadata?: Metadata | null;
};

/** Changes a message in place and tells the app: `message_changed`. */
export function edit(
  state: WorkspaceState,
  channel: Channel,
  message: Message,
  by: string,
  change: Edit,
): void {
  const previous = wireMessage(state, message);
  if (change.text !== undefined) message.text = change.text;
  if (change.blocks !== undefined) message.blocks = change.blocks;
  if (change.attachments !== undefined) message.attachments = change.attachments;
  if (change.metadata !== undefined) message.metadata = change.metadata;
  message.edited = { user: by, ts: state.timestamps.next() };
  emitIn(state, channel, {
    type: 'message',
    subtype: 'message_changed',
    message: wireMessage(state, message, { thread: true }),
    previous_message: previous,
    hidden: true,
    ...placed(channel, state.timestamps.next()),
  });
}

/** Deletes a message (a parent with replies stays as a tombstone) and tells the app: `message_deleted`. */
export function remove(state: WorkspaceState, channel: Channel, message: Message): void {
  const previous = wireMessage(state, message);
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  if (state.team.replies(channel.id, message.ts).length > 0) message.tombstone = true;
  else channel.messages = channel.messages.filter((other) => other !== message);
  emitIn(state, channel, {
    type: 'message',
    subtype: 'message_deleted',
    previous_message: previous,
    deleted_ts: message.ts,
    hidden: true,
    ...placed(channel, state.timestamps.next()),
  });
}

/** Whether a message shows in the channel itself: everything but replies that stay in their thread. */
export function inTimeline(message: Message): boolean {
  return message.threadTs === null || message.subtype === 'thread_broadcast';
}

function messageEvent(state: WorkspaceState, channel: Channel, message: Message): JsonObject {
  const parent = message.threadTs === null ? null : state.team.message(channel.id, message.threadTs);
  const root = message.subtype === 'thread_broadcast' && parent !== null;
  return present({
    ...wireMessage(state, message, { metadata: true }),
    root: root && parent !== null ? copy(wireMessage(state, parent, { thread: true })) : undefined,
    ...placed(channel, message.ts),
  });
}

function placed(channel: Channel, ts: string): JsonObject {
  return { channel: channel.id, ts, event_ts: ts, channel_type: channelType(channel).long };
}

function mentionsBot(state: WorkspaceState, channel: Channel, message: Message): boolean {
  if (channel.kind === 'im' || state.team.users.get(message.author)?.role === 'bot') return false;
  return message.text.includes(`<@${state.settings.botUserId}>`);
}
