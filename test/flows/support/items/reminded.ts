import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import type {
  ChannelSnapshot,
  MessageSnapshot,
} from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { close } from '../close.ts';
import { directly } from '../private/privately.ts';
import type { Scene } from '../scene.ts';

const hour = 3_600_000;

/** What a person was reminded of in direct messages. */
export const remindedOf = (set: Scene, who: Person): MessageSnapshot[] =>
  directly(set, who.name).filter(({ text }) => text.includes('Your action items'));

/** The weekly summaries in the announcement channel. */
export const summaries = ({ workspace }: Scene): string[] =>
  workspace
    .channel('incidents')
    .posts.map(({ text }) => text)
    .filter((text) => text.includes('Action items this week'));

/** Lets the clock run to a time (UTC), some hours at a time. */
export async function until(set: Scene, iso: string, hours = 6): Promise<void> {
  while (set.clock.now() < Date.parse(iso)) {
    set.clock.advance(Math.min(hours * hour, Date.parse(iso) - set.clock.now()));
    await set.settled();
  }
}

/** Alice declares a P3, whose postmortem nobody has to review, leads it, adds these action items, and closes it; resolves with its channel. */
export async function leaves(set: Scene, ...items: readonly string[]): Promise<ChannelSnapshot> {
  const channel = await set.declare({ Commander: 'alice', Severity: 'P3' });
  for (const item of items) await set.type(set.alice, `todo ${item}`, channel.name);
  await close(set, channel);
  return channel;
}
