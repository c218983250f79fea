import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Scene } from './scene.ts';

/** Somebody in the channel beside its members. */
export function delivered(set: Scene, name: string, channel: ChannelSnapshot): Person {
  const person = set.workspace.person(name);
  if (!channel.members.includes(name)) person.join(channel.name);
  return person;
}
