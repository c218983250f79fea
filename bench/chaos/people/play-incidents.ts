import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Random } from '../random.ts';
import { actions } from './actions/actions.ts';
import { driverFor, type FilledForm } from './driver.ts';
import { planScenario, type Scenario, type Way } from './scenario.ts';
import { IncidentSession, type PlayContext } from './session.ts';

/** One person, who plays one incident after another until the run is over. */
export async function playIncidents(play: PlayContext, name: string, random: Random): Promise<void> {
  const driver = driverFor(play.workspace, name, play.expected, play.over);
  const person = play.workspace.person(name);
  const ownChannels = new OwnChannels(name);
  for (let turn = 1; !play.over(); turn += 1) {
    const part = random.fork(turn);
    const scenario = planScenario(part, `case ${name}x${turn}z`);
    await playScenario(
      new IncidentSession(play, driver, person, part, scenario.title),
      scenario,
      ownChannels,
    );
  }
}

async function playScenario(
  session: IncidentSession,
  scenario: Scenario,
  ownChannels: OwnChannels,
): Promise<void> {
  const channel = await declare(session, scenario, ownChannels);
  if (!channel) return;
  for (const { action, pauseMs } of scenario.actions) {
    await sleep(pauseMs);
    if (session.play.over()) return;
    const now = session.channelNow(channel);
    if (!now) return;
    await actions[action](session, now);
  }
}

/** The incident's channel, once it's declared and this person is in it; null if that isn't possible. */
async function declare(
  session: IncidentSession,
  scenario: Scenario,
  ownChannels: OwnChannels,
): Promise<ChannelSnapshot | null> {
  const { expected } = session.play;
  const { title, severity, way, isPrivate } = scenario;
  const visible = isPrivate && { Visibility: 'Members of the channel only' };
  const fields = (Impact: string) => () => ({ Title: title, Severity: severity, Impact, ...visible });
  const corrected = (): FilledForm => {
    const operation = expected.begin('declaration', session.word(), title);
    return { operation, fields: fields(operation.word) };
  };
  const first = { operation: expected.begin('open', title, title), fields: fields(`impact of ${title}`) };
  const declared = await session.driver.submitForm(openings[way](session, ownChannels), first, () =>
    session.corrected(corrected),
  );
  if (!declared) return null;
  return way === 'adopt' ? ownChannels.latest(session) : channelOf(session);
}

/** How to open the declaration form. */
const openings: Readonly<
  Record<Way, (session: IncidentSession, ownChannels: OwnChannels) => () => Promise<unknown>>
> = {
  command:
    ({ driver }) =>
    () =>
      driver.ask('open', 'general'),
  shortcut:
    ({ driver }) =>
    () =>
      driver.shortcut('Declare an incident', null),
  message(session) {
    const { driver, person, play, random, title } = session;
    const word = session.word();
    const message = person.post(random.pick(['random', 'general']), `it broke: ${word}`);
    play.expected.addMessage('source', word, title, message);
    return () => driver.shortcut('Declare from message', message);
  },
  adopt(session, ownChannels) {
    return async () => {
      const answer = await session.driver.ask('adopt', ownChannels.latest(session).name);
      if (answer.includes('already lives')) ownChannels.next(session);
    };
  },
};

/** The incident's own channel, once this person has been added to it. */
async function channelOf({ play, person, title }: IncidentSession): Promise<ChannelSnapshot | null> {
  const slug = `-${title.replaceAll(' ', '-')}`;
  while (!play.over()) {
    const found = play.workspace.channels.find(({ name }) => name.endsWith(slug));
    if (found?.members.includes(person.name)) return found;
    await sleep(200);
  }
  return null;
}

/** The channels that one person has created, for one incident after another to use. */
class OwnChannels {
  readonly #owner: string;
  #made = 0;

  constructor(owner: string) {
    this.#owner = owner;
  }

  /** The one in use now. */
  latest(session: IncidentSession): ChannelSnapshot {
    if (this.#made === 0) return this.next(session);
    return session.play.workspace.channel(this.#name);
  }

  /** Creates another one. */
  next({ person }: IncidentSession): ChannelSnapshot {
    this.#made += 1;
    return person.createChannel(this.#name);
  }

  get #name(): string {
    return `room-${this.#owner}-${this.#made}`;
  }
}
