import type { Channel, Ephemeral, Message, User } from '../../slack/model.ts';
import { canvasText } from '../../slack/mutations/canvases.ts';
import { inTimeline } from '../../slack/mutations/messages.ts';
import { isReadOnly } from '../../slack/people/find-channel.ts';
import { readUpTo, unreadOf } from '../../slack/people/unread.ts';
import type { WorkspaceState } from '../../slack/workspace-state.ts';
import type { OpenChannel, ShownMessage } from '../screen.ts';
import { showEphemeral, showMessage, type Threads, threadsOf } from './message.ts';

/** How many messages of a channel or thread a window shows: the latest. */
const mostShown = 500;

/** Where this person's unread messages in a channel start, at the moment of opening it; null if there are none. */
export function newsBegin(state: WorkspaceState, channel: Channel, user: User): string | null {
  return unreadOf(state, user, channel).unread > 0 ? readUpTo(state, user, channel) : null;
}

/** A channel as this person sees it when it's open. */
export function showChannel(
  state: WorkspaceState,
  channel: Channel,
  user: User,
  newSince: string | null,
): OpenChannel {
  const threads = threadsOf(channel);
  const pinned = channel.messages.filter((m) => channel.pins.some((pin) => pin.ts === m.ts));
  return {
    id: channel.id,
    name: channel.kind === 'im' ? botName(state) : channel.name,
    kind: channel.kind,
    topic: channel.topic.value,
    purpose: channel.purpose.value,
    archived: channel.archived,
    member: channel.members.has(user.id),
    members: [...channel.members],
    readOnly: isReadOnly(state, channel),
    bookmarks: channel.bookmarks.map(({ title, link, emoji }) => ({ title, link, emoji })),
    canvas: channel.canvas && { title: channel.canvas.title, markdown: canvasText(channel.canvas) },
    pins: pinned.map((message) => showMessage(state, message, user.id, threads)),
    messages: together(state, user, threads, {
      messages: channel.messages.filter(inTimeline),
      ephemerals: ephemeralsIn(state, channel, user, null),
    }),
    newSince,
  };
}

/** A thread as this person sees it: the parent, then the replies with their ephemerals; null if there is none. */
export function showThread(
  state: WorkspaceState,
  channel: Channel,
  user: User,
  ts: string,
): readonly ShownMessage[] | null {
  const parent = channel.messages.find((message) => message.ts === ts);
  if (parent === undefined) return null;
  const threads = threadsOf(channel);
  const replies = { messages: threads.get(ts) ?? [], ephemerals: ephemeralsIn(state, channel, user, ts) };
  return [showMessage(state, parent, user.id, threads), ...together(state, user, threads, replies)];
}

/** The name of a direct message with the app. */
export function botName(state: WorkspaceState): string {
  return state.team.users.get(state.settings.botUserId)?.realName ?? state.settings.botName;
}

type ShownPosts = { readonly messages: readonly Message[]; readonly ephemerals: readonly Ephemeral[] };

function together(state: WorkspaceState, user: User, threads: Threads, posts: ShownPosts): ShownMessage[] {
  return [
    ...posts.messages.slice(-mostShown).map((message) => showMessage(state, message, user.id, threads)),
    ...posts.ephemerals.slice(-mostShown).map((ephemeral) => showEphemeral(state, ephemeral)),
  ].sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

function ephemeralsIn(
  state: WorkspaceState,
  channel: Channel,
  user: User,
  threadTs: string | null,
): Ephemeral[] {
  return state.team.ephemerals.filter(
    (other) => other.channel === channel.id && other.user === user.id && other.threadTs === threadTs,
  );
}
