import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import type { Random } from '../random.ts';
import type { Deed, DeedKind, Ledger } from './expected-state.ts';
import type { Doer, Fields, Filled } from './person.ts';

/** What everyone plays on. */
export type Play = {
  readonly workspace: Workspace;
  readonly ledger: Ledger;
  readonly over: () => boolean;
  /** UTC ms by the bot's clock, against which a time of day that someone enters is judged. */
  readonly now: () => number;
  readonly count: (trouble: 'channel private' | 'form corrected') => void;
};

/** One incident in one person's hands. */
export class Stage {
  readonly play: Play;
  readonly hands: Doer;
  readonly person: Person;
  readonly random: Random;
  readonly title: string;
  #words = 0;

  constructor(play: Play, hands: Doer, person: Person, random: Random, title: string) {
    this.play = play;
    this.hands = hands;
    this.person = person;
    this.random = random;
    this.title = title;
  }

  /** A word used once in the whole run; the `w` at its end keeps one from being the start of another. */
  word(): string {
    this.#words += 1;
    return `${this.title.replace('case ', '')}n${this.#words}w`;
  }

  /** Begins a deed in this incident, with a word of its own or the given one. */
  readonly begin =
    (kind: DeedKind, word: string | null = null, entry: number | null = null) =>
    (): Deed =>
      this.play.ledger.begin(kind, word ?? this.word(), this.title, entry);

  /** Types a command that does something by itself; `WORD` in it is replaced with the deed's word. */
  async types(text: string, { name }: ChannelSnapshot, confirmed: RegExp, begin: () => Deed): Promise<void> {
    await this.hands.types(text, name, confirmed, begin);
  }

  /** Opens a form, with its command or otherwise, and submits it. */
  async form(
    begin: () => Deed,
    open: () => Promise<unknown>,
    fields: (word: string) => Fields,
  ): Promise<void> {
    const filled = (): Filled => {
      const deed = begin();
      return { deed, fields: () => fields(deed.word) };
    };
    await this.hands.submits(open, filled(), () => this.corrected(filled));
  }

  /** If a response got lost, some people read the form again before they submit it once more. */
  corrected(said: () => Filled): Filled | null {
    if (!this.random.chance(0.5)) return null;
    this.play.count('form corrected');
    return said();
  }
}

/** Something that a person does in the incident's channel. */
export type Deal = (stage: Stage, channel: ChannelSnapshot) => Promise<void>;

/** The headline, recognized by what only it has. */
export const pinned = ({ pins }: ChannelSnapshot) =>
  pins.find(({ buttons }) => buttons.includes('Run triage'));
