import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { headline } from './find-messages.ts';
import type { Scene } from './scene.ts';

/** Bob resolves the incident from its headline. */
export async function resolve(set: Scene, channel: ChannelSnapshot): Promise<void> {
  await set.opens(set.bob, () => set.bob.click(headline(channel), 'Resolve'));
  await set.bob.submit({ 'What fixed it': 'A restart' });
  await set.settled();
}

/** A message as it stands by now. Throws when it is gone. */
export function nowOf(
  channel: ChannelSnapshot,
  { ts }: MessageSnapshot,
): Pick<MessageSnapshot, 'text' | 'buttons'> {
  const found = channel.messages.find((message) => message.ts === ts);
  if (!found) throw new Error('The message is gone.');
  return { text: found.text, buttons: found.buttons };
}

/** The one message that there is. Throws when there are more, or none. */
export function only(messages: readonly MessageSnapshot[]): MessageSnapshot {
  const [one, ...more] = messages;
  if (!one || more.length > 0) throw new Error(`There are ${messages.length} of them.`);
  return one;
}
