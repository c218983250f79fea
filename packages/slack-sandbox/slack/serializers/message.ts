import { copy, type JsonObject, present } from '../json.ts';
import type { FileObject, Message } from '../model.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { wireFile } from './file.ts';

/** What to show of a message besides its content: metadata and thread counts. */
export type MessageDetail = { readonly metadata?: boolean; readonly thread?: boolean };

/** A message as `conversations.history`, `chat.postMessage` responses, and events show it. */
export function wireMessage(state: WorkspaceState, message: Message, detail: MessageDetail = {}): JsonObject {
  const { settings, team } = state;
  if (message.tombstone) return tombstone(state, message);
  const author = team.users.get(message.author);
  const byBot = author?.role === 'bot';
  const viaReply = message.subtype === 'bot_message';
  return present({
    user: viaReply ? undefined : message.author,
    type: 'message',
    subtype: message.subtype ?? undefined,
    ts: message.ts,
    client_msg_id: message.clientId ?? undefined,
    ...(byBot && !isSystem(message) ? { bot_id: settings.botId, app_id: settings.appId } : {}),
    text: message.text,
    team: author?.teamId,
    ...(byBot && !isSystem(message) ? { bot_profile: botProfile(state) } : {}),
    blocks: message.blocks.length === 0 ? undefined : copy(message.blocks),
    attachments: message.attachments.length === 0 ? undefined : copy(message.attachments),
    ...fileFields(state, message),
    ...copy(message.detail),
    edited: message.edited === null ? undefined : { ...message.edited },
    metadata: detail.metadata && message.metadata !== null ? copy({ ...message.metadata }) : undefined,
    ...threadFields(state, message, detail.thread ?? false),
    pinned_to: isPinned(state, message) ? [message.channel] : undefined,
    reactions: reactions(message),
  });
}

/** Whether Slack itself wrote the message about what someone did, such as joining. */
export function isSystem(message: Message): boolean {
  const ordinary = [null, 'file_share', 'thread_broadcast', 'bot_message', 'me_message'];
  return !ordinary.includes(message.subtype);
}

/** The text of a system message as people read it: Slack puts who did it in front if the text doesn't say so. */
export function systemText({ author, text }: Message): string {
  return text.startsWith(`<@${author}>`) ? text : `<@${author}> ${text}`;
}

function botProfile({ settings }: WorkspaceState): JsonObject {
  return {
    id: settings.botId,
    deleted: false,
    name: settings.botName,
    updated: 1_700_000_000,
    app_id: settings.appId,
    user_id: settings.botUserId,
    team_id: settings.teamId,
  };
}

function fileFields(state: WorkspaceState, message: Message): JsonObject {
  const files = message.files
    .map((id) => state.team.files.get(id))
    .filter((file): file is FileObject => file !== undefined)
    .map((file) => wireFile(state.settings, state.baseUrl, file));
  return files.length === 0 ? {} : { files, upload: false };
}

function threadFields(state: WorkspaceState, message: Message, counts: boolean): JsonObject {
  const replies = state.team.replies(message.channel, message.ts);
  if (message.threadTs !== null) {
    const parent = state.team.message(message.channel, message.threadTs);
    return present({ thread_ts: message.threadTs, parent_user_id: parent?.author });
  }
  const last = replies.at(-1);
  if (last === undefined || !counts) return last === undefined ? {} : { thread_ts: message.ts };
  const users = [...new Set(replies.map((reply) => reply.author))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: last.ts,
    reply_users: users,
    is_locked: false,
    subscribed: false,
  };
}

function isPinned(state: WorkspaceState, message: Message): boolean {
  return state.team.channels.get(message.channel)?.pins.some((pin) => pin.ts === message.ts) ?? false;
}

function reactions(message: Message): JsonObject[] | undefined {
  if (message.reactions.length === 0) return undefined;
  return message.reactions.map(({ name, users }) => ({ name, users: [...users], count: users.length }));
}

function tombstone(state: WorkspaceState, message: Message): JsonObject {
  return {
    type: 'message',
    subtype: 'tombstone',
    user: 'USLACKBOT',
    text: 'This message was deleted.',
    hidden: true,
    ts: message.ts,
    ...threadFields(state, message, true),
  };
}
