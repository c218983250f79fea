import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { command, type Scene } from './scene.ts';

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

/** Types `private` and confirms it, if that's asked; waits for nothing that follows. */
export async function confirmPrivate(who: Person, where: string): Promise<void> {
  const answer = await who.command(command, 'private', { in: where });
  if (!answer.ok) throw new Error(`Slack shows ${who.name} an error: ${answer.error}`);
  const asked = who.ephemerals().at(-1);
  if (asked?.buttons.includes('Make private')) await who.click(asked, 'Make private');
}

/** The same; returns what this person reads at the end. */
export async function goPrivate({ settled }: Scene, who: Person, where: string): Promise<string> {
  await confirmPrivate(who, where);
  await settled();
  return who.ephemerals().at(-1)?.text ?? '';
}
