import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import type { MessageRef } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { goPrivate } from '../private.ts';
import { asks, asksInVain, dismisses, home, looks, presses, submits } from './curiosity.ts';
import { breaks, fails, locksOut, restarts, waits } from './misfortunes.ts';
import { saidTo } from './monkey.ts';
import { privateChannelOf } from './secrets.ts';
import type { Name } from './sights.ts';
import { type Act, farNumber } from './tale.ts';

/** Someone of the incident's channel types something about it there, in words that are secret. */
const works: Act = async (tale) => {
  const { random, secret } = tale;
  const who = tale.member();
  const channel = secret.channel();
  if (!who || !channel) return;
  const typed = random.pick(saidTo(secret.word));
  await tale.does(`${who.name}: ${typed}`, () => tale.set.type(who, typed, channel.name));
};

/** The same in the incident that may become private later. */
const worksInOther: Act = async (tale) => {
  const { random } = tale;
  const who = tale.person('alice');
  const place = tale.other();
  const typed = random.pick(saidTo(tale.otherWord));
  await tale.does(`${who.name} in #${place.name}: ${typed}`, () => tale.set.type(who, typed, place.name));
};

/** Someone corrects an entry that they see with its menu. */
const corrects: Act = async (tale) => {
  const who = tale.member();
  const channel = tale.secret.channel();
  if (!who || !channel) return;
  await tale.does(`${who.name}: timeline`, () => tale.set.type(who, 'timeline', channel.name));
  const shown = who.ephemerals(channel.name).at(-1);
  if (!shown || !JSON.stringify(shown.blocks).includes('entry_menu')) return;
  const choice = tale.random.pick(['Edit entry', 'Hide entry']);
  await tale.does(`${who.name}: ${choice}`, () => who.choose(shown, 'entry_menu', choice, { occurrence: 1 }));
};

/** Carol or dave comes into the channel, or leaves it. */
const comesAndGoes: Act = async (tale) => {
  const channel = tale.secret.channel();
  const name: Name = tale.random.pick(['carol', 'carol', 'dave']);
  if (!channel) return;
  const inside = channel.members.includes(name);
  await tale.does(`${name} ${inside ? 'leaves' : 'comes'}`, async () =>
    inside
      ? tale.person('alice').remove(channel.name, name)
      : tale.person('alice').invite(channel.name, name),
  );
};

/** A member says something in the channel, and marks it in one of the ways; now and then it's edited or deleted. */
const marks: Act = async (tale) => {
  const { random, secret } = tale;
  const who = tale.member();
  const channel = secret.channel();
  if (!who || !channel) return;
  let message: MessageRef | undefined;
  const words = `${secret.word} said "request_id":"${secret.word}-${random.between(1, 99)}"`;
  await tale.does(`${who.name} says something`, async () => {
    message = who.post(channel.name, words);
  });
  if (!message) return;
  const marked = message;
  await tale.does('it is marked', () => markOne(random.between(0, 2), who, marked));
  if (random.chance(0.3))
    await tale.does('it is edited', async () => who.edit(marked, `${words}, corrected`));
  if (random.chance(0.3)) await tale.does('it is deleted', async () => who.delete(marked));
};

async function markOne(way: number, who: Person, message: MessageRef): Promise<void> {
  if (way === 0) who.react(message, 'pushpin');
  if (way === 1) who.pin(message);
  if (way === 2) await who.shortcut('Add to incident timeline', message);
}

/** Anybody uses the global shortcut; alice declares from a message of the private channel, privately. */
const declares: Act = async (tale) => {
  const alice = tale.person('alice');
  const channel = tale.secret.channel();
  if (!channel || tale.random.chance(0.5)) {
    const who = tale.anybody();
    await tale.does(`${who.name} declares`, () => who.shortcut('Declare an incident'));
    return;
  }
  const before = alice.modal?.id;
  await tale.does('alice declares from a secret message', () =>
    alice.shortcut('Declare from message', alice.post(channel.name, 'bilby')),
  );
  // Where she isn't in the channel, or Slack opens no form, another form of hers may be open: that one is for everyone.
  if (!alice.modal || alice.modal.id === before) return;
  await tale.does('alice submits it', () => alice.submit({ Title: 'Bilby: conversations not loading' }));
};

/** The public incident becomes private, once: by the command, or because people made its channel so. */
const hides: Act = async (tale) => {
  if (tale.isOtherHidden) return;
  const alice = tale.person('alice');
  const place = tale.other();
  await tale.does(`alice makes #${place.name} private`, async () => {
    if (tale.random.chance(0.5)) await goPrivate(tale.set, alice, place.name);
    else alice.makePrivate(place.name);
    await tale.set.settled();
    tale.set.clock.advance(200_000);
    if (privateChannelOf(tale.set, 1)) tale.hideOther();
  });
};

/** One incident is marked as a duplicate of another one. */
const duplicates: Act = async (tale) => {
  const alice = tale.person('alice');
  const places = [
    tale.other().name,
    tale.secret.channel()?.name ?? 'general',
    'inc-2-conversations-are-late',
  ] as const;
  const place = tale.random.pick(places);
  const original = tale.random.pick([1, 2, farNumber]);
  await tale.does(`alice in #${place}: duplicate INC-${original}`, () =>
    tale.set.type(alice, `duplicate INC-${original}`, place),
  );
};

/** The acts, each as often as it's to happen among a hundred. */
export const acts: readonly (readonly [Act, number])[] = [
  [works, 16],
  [worksInOther, 7],
  [asks, 7],
  [asksInVain, 4],
  [looks, 10],
  [home, 5],
  [presses, 14],
  [corrects, 2],
  [submits, 10],
  [dismisses, 3],
  [comesAndGoes, 7],
  [marks, 5],
  [declares, 3],
  [waits, 4],
  [restarts, 2],
  [fails, 4],
  [breaks, 3],
  [hides, 4],
  [duplicates, 5],
  [locksOut, 3],
];
