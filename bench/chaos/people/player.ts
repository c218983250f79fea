import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Random } from '../random.ts';
import { acts } from './acts/acts.ts';
import { doer, type Filled } from './person.ts';
import { planStory, type Story, type Way } from './scenario.ts';
import { type Play, Stage } from './stage.ts';

/** One person, who plays one incident after another until the run is over. */
export async function playIncidents(play: Play, name: string, random: Random): Promise<void> {
  const hands = doer(play.workspace, name, play.ledger, play.over);
  const person = play.workspace.person(name);
  const rooms = new Rooms(name);
  for (let turn = 1; !play.over(); turn += 1) {
    const part = random.fork(turn);
    const story = planStory(part, `case ${name}x${turn}z`);
    await playStory(new Stage(play, hands, person, part, story.title), story, rooms);
  }
}

async function playStory(stage: Stage, story: Story, rooms: Rooms): Promise<void> {
  const channel = await declare(stage, story, rooms);
  if (!channel) return;
  for (const { act, pauseMs } of story.acts) {
    await sleep(pauseMs);
    if (stage.play.over()) return;
    await acts[act](stage, channel);
  }
}

/** The incident's channel, once it's declared and this person is in it; null if that isn't possible. */
async function declare(stage: Stage, story: Story, rooms: Rooms): Promise<ChannelSnapshot | null> {
  const { ledger } = stage.play;
  const { title, severity, way, isPrivate } = story;
  const visible = isPrivate && { Visibility: 'Members of the channel only' };
  const fields = (Impact: string) => () => ({ Title: title, Severity: severity, Impact, ...visible });
  const corrected = (): Filled => {
    const deed = ledger.begin('declaration', stage.word(), title);
    return { deed, fields: fields(deed.word) };
  };
  const first = { deed: ledger.begin('open', title, title), fields: fields(`impact of ${title}`) };
  const declared = await stage.hands.submits(openings[way](stage, rooms), first, () =>
    stage.corrected(corrected),
  );
  if (!declared) return null;
  return way === 'adopt' ? rooms.latest(stage) : channelOf(stage);
}

/** How to open the declaration form. */
const openings: Readonly<Record<Way, (stage: Stage, rooms: Rooms) => () => Promise<unknown>>> = {
  command:
    ({ hands }) =>
    () =>
      hands.asks('open', 'general'),
  shortcut:
    ({ hands }) =>
    () =>
      hands.shortcut('Declare an incident', null),
  message(stage) {
    const { hands, person, play, random, title } = stage;
    const word = stage.word();
    const message = person.post(random.pick(['random', 'general']), `it broke: ${word}`);
    play.ledger.say('source', word, title, message);
    return () => hands.shortcut('Declare from message', message);
  },
  adopt(stage, rooms) {
    return async () => {
      const answer = await stage.hands.asks('adopt', rooms.latest(stage).name);
      if (answer.includes('already lives')) rooms.next(stage);
    };
  },
};

/** The incident's own channel, once this person has been added to it. */
async function channelOf({ play, person, title }: Stage): Promise<ChannelSnapshot | null> {
  const slug = `-${title.replaceAll(' ', '-')}`;
  while (!play.over()) {
    const found = play.workspace.channels.find(({ name }) => name.endsWith(slug));
    if (found?.members.includes(person.name)) return found;
    await sleep(200);
  }
  return null;
}

/** The channels that one person has created, for one incident after another to use. */
class Rooms {
  readonly #owner: string;
  #made = 0;

  constructor(owner: string) {
    this.#owner = owner;
  }

  /** The one in use now. */
  latest(stage: Stage): ChannelSnapshot {
    if (this.#made === 0) return this.next(stage);
    return stage.play.workspace.channel(this.#name);
  }

  /** Creates another one. */
  next({ person }: Stage): ChannelSnapshot {
    this.#made += 1;
    return person.createChannel(this.#name);
  }

  get #name(): string {
    return `room-${this.#owner}-${this.#made}`;
  }
}
