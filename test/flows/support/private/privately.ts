import type { Entry } from '../../../../packages/slack-sandbox/slack/people/forms/form-values.ts';
import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { command, type Scene } from '../scene.ts';

/** How the form says that an incident is private. */
export const membersOnly = 'Members of the channel only';

/** The channels that incidents have had, in the order they were created. */
export const incidentChannels = ({ workspace }: Scene): ChannelSnapshot[] =>
  workspace.channels.filter(({ name }) => name.startsWith('inc-'));

/** Alice declares a private incident in #general, and sees what comes of it. */
export async function tryPrivately(set: Scene, fields: Readonly<Record<string, Entry>> = {}): Promise<void> {
  await set.opens(set.alice, () => set.alice.command(command, 'open'));
  await set.alice.submit({ Title: 'Keys leaked', Severity: 'P1', Visibility: membersOnly, ...fields });
  await set.settled();
}

/** The same; resolves with its channel. */
export async function declarePrivately(
  set: Scene,
  fields: Readonly<Record<string, Entry>> = {},
): Promise<ChannelSnapshot> {
  await tryPrivately(set, fields);
  const channel = incidentChannels(set).at(-1);
  if (channel?.kind !== 'private') throw new Error('No private channel was created.');
  return channel;
}

/** What someone has read in direct messages with the bot. */
export const directly = ({ workspace }: Scene, who: string): MessageSnapshot[] =>
  workspace.channels
    .filter(({ kind, members }) => kind === 'im' && members.includes(who))
    .flatMap(({ posts }) => posts);
