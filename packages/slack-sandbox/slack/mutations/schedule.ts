import type { Scheduled } from '../model.ts';
import type { World } from '../world.ts';
import { say } from './messages.ts';

/** Posts a message when the sandbox's clock reaches its time, unless it's deleted or the workspace is reset first. */
export function schedule(world: World, scheduled: Scheduled): void {
  const { team } = world;
  team.scheduled.set(scheduled.id, scheduled);
  world.clock.schedule(scheduled.postAt * 1_000, () => {
    if (world.team !== team || !team.scheduled.delete(scheduled.id)) return;
    post(world, scheduled);
  });
}

/* If the bot can no longer post there, Slack posts nothing. */
function post(world: World, { channel: id, broadcast, threadTs, ...content }: Scheduled): void {
  const channel = world.team.channels.get(id);
  const { botUserId, scopes } = world.settings;
  if (channel === undefined || channel.archived) return;
  if (!channel.members.has(botUserId) && !scopes.has('chat:write.public')) return;
  const { text, blocks, attachments, metadata } = content;
  const subtype = broadcast && threadTs !== null ? 'thread_broadcast' : null;
  say(world, channel, { author: botUserId, text, blocks, attachments, metadata, threadTs, subtype });
}
