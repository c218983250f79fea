import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import type { Random } from '../random.ts';
import type { DeedKind, Ledger } from './expected-state.ts';
import { type Doer, doer, type Fields, type Said } from './person.ts';
import { type Act, planStory, type Story } from './scenario.ts';

type Play = {
  readonly workspace: Workspace;
  readonly ledger: Ledger;
  readonly over: () => boolean;
  /** UTC ms by the bot's clock: what somebody promises for a time of day is judged by that. */
  readonly now: () => number;
  readonly count: (trouble: 'channel private' | 'form corrected') => void;
};

/** One person, who plays one incident after another until it is over. */
export async function playIncidents(play: Play, name: string, random: Random): Promise<void> {
  const hands = doer(play.workspace, name, play.ledger, play.over);
  for (let turn = 1; !play.over(); turn += 1)
    await new Player(play, hands, name, random.fork(turn)).play(planStory(random, `case ${name}x${turn}z`));
}

/** The headline, by what only it has. */
const pinned = ({ pins }: ChannelSnapshot) => pins.find(({ buttons }) => buttons.includes('Run triage'));

/** One incident in one person's hands. */
class Player {
  readonly #play: Play;
  readonly #hands: Doer;
  readonly #name: string;
  readonly #random: Random;
  #words = 0;
  #title = '';

  constructor(play: Play, hands: Doer, name: string, random: Random) {
    this.#play = play;
    this.#hands = hands;
    this.#name = name;
    this.#random = random;
  }

  async play(story: Story): Promise<void> {
    const { over, ledger } = this.#play;
    this.#title = story.title;
    const deed = ledger.begin('open', story.title, story.title);
    const fields = (Impact: string) => () => ({ Title: story.title, Severity: story.severity, Impact });
    const declared = await this.#hands.submits(
      () => this.#hands.asks('open', 'general'),
      { deed, fields: fields(`impact of ${story.title}`) },
      () =>
        this.#corrected(() => {
          const correction = ledger.begin('declaration', this.#word(), story.title);
          return { deed: correction, fields: fields(correction.word) };
        }),
    );
    const channel = declared && (await this.#channel(story.title));
    if (!channel) return;
    for (const { act, pauseMs } of story.acts) {
      await sleep(pauseMs);
      if (over()) return;
      await this.#act(act, channel);
    }
  }

  /** The incident's channel, once this person has been brought into it. */
  async #channel(title: string): Promise<ChannelSnapshot | null> {
    const slug = `-${title.replaceAll(' ', '-')}`;
    while (!this.#play.over()) {
      const found = this.#play.workspace.channels.find(({ name }) => name.endsWith(slug));
      if (found?.members.includes(this.#name)) return found;
      await sleep(200);
    }
    return null;
  }

  async #act(act: Act, channel: ChannelSnapshot): Promise<void> {
    const { ledger } = this.#play;
    const begin = (kind: DeedKind) => () => ledger.begin(kind, this.#word(), this.#title);
    const { name } = channel;
    switch (act) {
      case 'update':
        return this.#update(() => this.#hands.asks('update', name));
      case 'update by button': {
        const headline = pinned(channel);
        if (headline?.buttons.includes('Post update'))
          await this.#update(() => this.#hands.presses(headline, 'Post update'));
        return;
      }
      case 'action':
        await this.#hands.types('action WORD', name, /action updated/u, begin('update'));
        return;
      case 'title':
        await this.#hands.types('title WORD', name, /the title is now/u, begin('title'));
        return;
      case 'started':
        await this.#hands.asks(`started -${this.#random.between(1, 90)}m`, name);
        return;
      case 'link':
        await this.#hands.types(
          `link https://docs.example/${this.#words} WORD`,
          name,
          /link added to the headline/u,
          begin('link'),
        );
        return;
      case 'note':
        await this.#hands.types('note WORD', name, /note added to the timeline/u, begin('note'));
        return;
      case 'note by form':
        return this.#form('note', 'note', name, (word) => ({ Note: word }));
      case 'severity': {
        const to = this.#random.pick(['P1', 'P2', 'P3', 'P4']);
        await this.#hands.types(`severity ${to} WORD`, name, /severity changed to/u, begin('severity'));
        return;
      }
      case 'commander':
        await this.#hands.asks(`commander @${this.#random.pick(['alice', 'bob', 'carol', 'dave'])}`, name);
        return;
      case 'take command': {
        const headline = pinned(channel);
        if (headline) await this.#hands.presses(headline, 'Take command');
        return;
      }
      case 'mark':
        return this.#mark(channel);
      case 'request_id':
        return this.#requestId(channel);
      case 'triage':
        await this.#hands.asks('triage', name);
        return;
      case 'snooze': {
        const reminder = channel.said.findLast(({ buttons }) => buttons.includes('Snooze 15 min'));
        if (reminder) await this.#hands.presses(reminder, 'Snooze 15 min');
        return;
      }
      case 'make private':
        if (channel.kind !== 'public') return;
        this.#play.count('channel private');
        this.#play.workspace.person(this.#name).makePrivate(name);
        return;
      case 'resolve':
        return this.#form('resolve', 'resolve', name, (word) => ({ 'What fixed it': word }));
      case 'close':
        return this.#form('close', 'close', name, (word) => ({ Summary: word }));
      case 'cancel':
        return this.#form('cancel', 'cancel', name, (word) => ({ Reason: 'False alarm', Why: word }));
      case 'duplicate':
        await this.#hands.asks(`duplicate INC-${this.#random.between(1, 6)}`, name);
        return;
      case 'reopen':
        await this.#hands.types('reopen WORD', name, /reopened/u, begin('reopen'));
    }
  }

  #update(open: () => Promise<unknown>): Promise<void> {
    const pace = this.#random.between(3, 12) * 1_000;
    const status = this.#random.pick(['INVESTIGATING', 'IDENTIFIED', 'MONITORING']);
    return this.#form('update', open, '', (word) => ({
      Status: status,
      Action: word,
      'Next update': new Date(this.#play.now() + pace),
    }));
  }

  async #form(
    kind: DeedKind,
    open: string | (() => Promise<unknown>),
    channel: string,
    fields: (word: string) => Fields,
  ): Promise<void> {
    const said = (): Said => {
      const deed = this.#play.ledger.begin(kind, this.#word(), this.#title);
      return { deed, fields: () => fields(deed.word) };
    };
    const opening = typeof open === 'string' ? () => this.#hands.asks(open, channel) : open;
    await this.#hands.submits(opening, said(), () => this.#corrected(said));
  }

  /** When an answer got lost, some look at the form again before they press once more. */
  #corrected(said: () => Said): Said | null {
    if (!this.#random.chance(0.5)) return null;
    this.#play.count('form corrected');
    return said();
  }

  async #mark(channel: ChannelSnapshot): Promise<void> {
    const { workspace, ledger } = this.#play;
    const person = workspace.person(this.#name);
    const word = this.#word();
    const message = person.post(channel.name, `seen: ${word}`);
    ledger.said.push({ kind: 'mark', title: this.#title, word, channel: channel.id, ts: message.ts });
    person.react(message, 'pushpin');
    if (this.#random.chance(0.4)) person.pin(message);
    if (this.#random.chance(0.3)) {
      ledger.asked += 1;
      await person.shortcut('Add to incident timeline', message);
    }
  }

  async #requestId(channel: ChannelSnapshot): Promise<void> {
    const { workspace, ledger } = this.#play;
    const word = `req_${this.#word()}`;
    const message = workspace.person(this.#name).post(channel.name, `request id: ${word}`);
    ledger.said.push({ kind: 'request_id', title: this.#title, word, channel: channel.id, ts: message.ts });
  }

  /** A word that is said once in the whole run; the `w` at its end keeps one from being the beginning of another. */
  #word(): string {
    this.#words += 1;
    return `${this.#title.replace('case ', '')}n${this.#words}w`;
  }
}
