import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Scene } from './scene.ts';

/** Everything that the bot has said in a channel, its threads included. */
export const saidByBot = (channel: ChannelSnapshot): MessageSnapshot[] =>
  channel.messages
    .flatMap((message) => [message, ...channel.thread(message.ts)])
    .filter(
      ({ author, subtype }) =>
        author === 'incident_bot' && [null, 'file_share', 'thread_broadcast'].includes(subtype),
    );

/** The private channel of an incident. */
export function privateChannel({ workspace }: Scene): ChannelSnapshot {
  const [one, ...more] = workspace.channels.filter(({ kind }) => kind === 'private');
  if (!one || more.length > 0) throw new Error(`There are ${more.length + (one ? 1 : 0)} private channels.`);
  return one;
}

/** What the announcement channel shows. */
export const announced = ({ workspace }: Scene) =>
  workspace.channel('incidents').posts.map(({ text }) => text);
/** What is left of an announcement. */
export const emptied = ':lock: This incident is private now.';
