import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { lastEphemeral } from '../find-messages.ts';
import type { Scene } from '../scene.ts';
import { minute, pass } from '../time.ts';

/** Drills whose checks run every two minutes. */
export const drillEnv = { TRIAGE_EVERY: 'P1=2m' };
export async function declared(
  set: Scene,
  name: string,
  after = 2,
  severity = 'P1',
): Promise<ChannelSnapshot> {
  const { alice, opens, settled, type, workspace } = set;
  await type(alice, `drill ${name}`);
  await pass(set, after * minute);
  await opens(alice, () => alice.click(lastEphemeral(alice), 'Declare'));
  await alice.submit({ Title: 'Replies do not go out', Severity: severity });
  await settled();
  const channel = workspace.channels.find((one) => one.name.includes('-drill-'));
  if (!channel) throw new Error('The drill has no channel.');
  return channel;
}

/** Closes the incident of a channel by command. */
export async function close(set: Scene, who: Person, channel: ChannelSnapshot): Promise<void> {
  await set.opens(who, () => who.command('/intercom-incident', 'close', { in: channel.name }));
  await who.submit({ Summary: 'We practised.' });
  await set.settled();
}

/** What its story has told so far. */
export const parts = (channel: ChannelSnapshot): MessageSnapshot[] =>
  channel.posts.filter(({ text }) => text.startsWith('DRILL. '));
/** Its reviews, oldest first. */
export const reviews = (channel: ChannelSnapshot): MessageSnapshot[] =>
  channel.posts.filter(({ text }) => text.startsWith('Review of DRILL'));
