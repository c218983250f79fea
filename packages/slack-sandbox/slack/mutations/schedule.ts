import type { Scheduled } from '../model.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { say } from './messages.ts';

/** Posts a message when the sandbox's clock reaches its time, unless it's deleted or the workspace is reset first. */
export function schedule(state: WorkspaceState, scheduled: Scheduled): void {
  const { team } = state;
  team.scheduled.set(scheduled.id, scheduled);
  state.clock.schedule(scheduled.postAt * 1_000, () => {
    if (state.team !== team || !team.scheduled.delete(scheduled.id)) return;
    post(state, scheduled);
  });
}

/* If the bot can no longer post there, Slack posts nothing. */
function post(state: WorkspaceState, { channel: id, broadcast, threadTs, ...content }: Scheduled): void {
  const channel = state.team.channels.get(id);
  const { botUserId, scopes } = state.settings;
  if (channel === undefined || channel.archived) return;
  if (!channel.members.has(botUserId) && !scopes.has('chat:write.public')) return;
  const { text, blocks, attachments, metadata } = content;
  const subtype = broadcast && threadTs !== null ? 'thread_broadcast' : null;
  say(state, channel, { author: botUserId, text, blocks, attachments, metadata, threadTs, subtype });
}
