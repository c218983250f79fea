import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import type { Random } from '../random.ts';
import type { Fields, FilledForm, UserDriver } from './driver.ts';
import type { ExpectedState, Operation, OperationKind } from './expected-state.ts';

/** What everyone plays on. */
export type PlayContext = {
  readonly workspace: Workspace;
  readonly expected: ExpectedState;
  readonly over: () => boolean;
  /** UTC ms by the bot's clock, against which a time of day that someone enters is judged. */
  readonly now: () => number;
  readonly count: (kind: 'channel private' | 'form corrected' | 'incident moved') => void;
};

/** One incident, as one person works on it. */
export class IncidentSession {
  readonly play: PlayContext;
  readonly driver: UserDriver;
  readonly person: Person;
  readonly random: Random;
  readonly title: string;
  #words = 0;
  #movedTo: ChannelSnapshot | null = null;
  #isLost = false;

  constructor(play: PlayContext, driver: UserDriver, person: Person, random: Random, title: string) {
    this.play = play;
    this.driver = driver;
    this.person = person;
    this.random = random;
    this.title = title;
  }

  /** From here on, the incident lives in another channel. */
  moveTo(channel: ChannelSnapshot): void {
    this.play.count('incident moved');
    this.#movedTo = channel;
  }

  /** It may live in another channel by now, and this person doesn't know which. */
  loseSight(): void {
    this.#isLost = true;
  }

  /** The channel that the incident lives in, if it was declared in this one; null if this person can't tell. */
  channelNow(declaredIn: ChannelSnapshot): ChannelSnapshot | null {
    return this.#isLost ? null : (this.#movedTo ?? declaredIn);
  }

  /** A word used once in the whole run; the `w` at its end keeps one from being the start of another. */
  word(): string {
    this.#words += 1;
    return `${this.title.replace('case ', '')}n${this.#words}w`;
  }

  /** Begins an operation in this incident, with a word of its own or the given one. */
  readonly begin =
    (kind: OperationKind, word: string | null = null, entry: number | null = null) =>
    (): Operation =>
      this.play.expected.begin(kind, word ?? this.word(), this.title, entry);

  /** Types a command that does something by itself; `WORD` in it is replaced with the operation's word. */
  async runCommand(
    text: string,
    { name }: ChannelSnapshot,
    confirmed: RegExp,
    begin: () => Operation,
  ): Promise<void> {
    await this.driver.runCommand(text, name, confirmed, begin);
  }

  /** Opens a form, with its command or otherwise, and submits it. */
  async submitForm(
    begin: () => Operation,
    open: () => Promise<unknown>,
    fields: (word: string) => Fields,
  ): Promise<void> {
    const filled = (): FilledForm => {
      const operation = begin();
      return { operation, fields: () => fields(operation.word) };
    };
    await this.driver.submitForm(open, filled(), () => this.corrected(filled));
  }

  /** If a response got lost, some people read the form again before they submit it once more. */
  corrected(filled: () => FilledForm): FilledForm | null {
    if (!this.random.chance(0.5)) return null;
    this.play.count('form corrected');
    return filled();
  }
}

/** Something that a person does in the incident's channel. */
export type ActionHandler = (session: IncidentSession, channel: ChannelSnapshot) => Promise<void>;

/** The headline, recognized by what only it has. */
export const pinned = ({ pins }: ChannelSnapshot) =>
  pins.find(({ buttons }) => buttons.includes('Run triage'));
