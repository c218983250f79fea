import type { Channel, Message, User } from '../model.ts';
import { inTimeline } from '../mutations/messages.ts';
import { isSystem } from '../serializers/message.ts';
import type { WorkspaceState } from '../workspace-state.ts';

/** How many messages in a channel a person hasn't read, and how many of them mention them or everyone. */
export type Unread = { readonly unread: number; readonly mentions: number };

/** The ts up to which this person has read a channel; '' for nothing. Joining marks everything before it as read. */
export function readUpTo(state: WorkspaceState, user: User, channel: Channel): string {
  const marked = state.team.read.get(key(user, channel));
  if (marked !== undefined) return marked;
  const joined = channel.messages.findLast((m) => m.subtype === 'channel_join' && m.author === user.id);
  return joined?.ts ?? '';
}

/** Marks everything in the channel as read by this person. */
export function markRead(state: WorkspaceState, user: User, channel: Channel): void {
  const newest = channel.messages.at(-1)?.ts;
  if (newest === undefined || newest <= readUpTo(state, user, channel)) return;
  state.team.read.set(key(user, channel), newest);
  state.pulse.notify();
}

/**
 * This person's unread messages. As in Slack, thread replies count only if they mention the person, Slack's own
 * messages (who joined, who pinned) don't count, and every message in a direct conversation does.
 */
export function unreadOf(state: WorkspaceState, user: User, channel: Channel): Unread {
  if (!channel.members.has(user.id)) return { unread: 0, mentions: 0 };
  const upTo = readUpTo(state, user, channel);
  const news = channel.messages.filter((m) => m.ts > upTo && m.author !== user.id && !isSystem(m));
  const unread = news.filter(inTimeline).length;
  if (channel.kind === 'im') return { unread, mentions: unread };
  return { unread, mentions: news.filter((message) => names(state, user, message)).length };
}

function names(state: WorkspaceState, user: User, message: Message): boolean {
  const groups = state.team.groups.filter(({ users }) => users.includes(user.id));
  const content = `${message.text}${JSON.stringify(message.blocks)}`;
  return [
    `<@${user.id}`,
    `"user_id":"${user.id}"`,
    '<!here',
    '<!channel',
    '<!everyone',
    '"type":"broadcast"',
    ...groups.flatMap(({ id }) => [`<!subteam^${id}`, `"usergroup_id":"${id}"`]),
  ].some((mark) => content.includes(mark));
}

const key = (user: User, channel: Channel): string => `${user.id} ${channel.id}`;
