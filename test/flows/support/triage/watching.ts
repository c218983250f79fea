import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import type { MessageSnapshot } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Scene } from '../scene.ts';

export const minute = 60_000;

/** A watch that checks every minute; nothing else asks Intercom by itself. */
export const watchEnv = { WATCH_EVERY: '1m' };

const asked = (set: Scene) => set.intercom.requests.filter(({ server }) => server === 'status').length;

/** The proposals in the announcement channel, oldest first. */
export const proposals = (set: Scene): MessageSnapshot[] =>
  set.workspace
    .channel('incidents')
    .posts.filter(({ text }) => text.includes('Two checks in a row found a problem'));

/** The one proposal there is. */
export function proposal(set: Scene): MessageSnapshot {
  const [one, ...more] = proposals(set);
  if (!one || more.length > 0) throw new Error(`There are ${proposals(set).length} proposals, not one.`);
  return one;
}

/** Lets the watch check `times` more times; `settle` waits for what it owes by that. */
export async function checks(set: Scene, times: number, settle = () => set.settled()): Promise<void> {
  for (let check = 0; check < times; check += 1) {
    const before = asked(set);
    set.clock.advance(minute);
    for (let look = 0; asked(set) === before && look < 100; look += 1) await set.workspace.idle();
    await settle();
  }
}

/** Opens the form of a proposal. */
export const presses = (set: Scene, who: Person, message: MessageSnapshot): Promise<void> =>
  set.opens(who, () => who.click(message, 'Open incident'));

/** The channels of incidents, by name. */
export const incidentChannels = (set: Scene): string[] =>
  set.workspace.channels.map(({ name }) => name).filter((name) => name.startsWith('inc-'));
