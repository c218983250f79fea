import type { Random } from '../../../../bench/chaos/random.ts';
import { Refused } from '../../../../packages/slack-sandbox/slack/errors.ts';
import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import type { ChannelSnapshot } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { scrape } from '../metrics.ts';
import { rewrite } from '../record.ts';
import { recovered } from '../recover.ts';
import { command, type Scene } from '../scene.ts';
import { membersOnly } from './privately.ts';
import { privateChannelOf, type Secret, secretOf } from './secrets.ts';
import { everybody, type Leak, type Name, Sights } from './sights.ts';

/** A number that no other incident is near, so that it can be found wherever it stands. */
export const farNumber = 7301;

/** One thing that can happen in a tale. */
export type Act = (tale: Tale) => Promise<void>;

/** A story that is being told: the incidents in it, what is secret by now, and what was let out. */
export class Tale {
  readonly set: Scene;
  readonly random: Random;
  readonly leaks: Leak[] = [];
  /** What was done, oldest first. */
  readonly done: string[] = [];
  /** What the metrics have shown, each name with its labels. */
  readonly labels = new Set<string>();
  readonly secret: Secret;
  readonly secrets: Secret[];
  readonly #sights: Sights;
  /** The channel that everybody knew of the incident that may become private. */
  #known: string | null = null;
  #isOtherHidden = false;

  constructor(set: Scene, random: Random) {
    this.set = set;
    this.random = random;
    this.#sights = new Sights(set);
    this.secret = secretOf(set, 'quokka', { number: farNumber, broughtIn: ['alice', 'dave'] });
    this.secrets = [this.secret, declaredFrom(set)];
  }

  /** Does one thing, waits for all that follows, and looks who sees what. What Slack lets nobody do is left out. */
  async does(what: string, act: () => Promise<unknown>): Promise<void> {
    this.done.push(what);
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
    await recovered(this.set);
    this.leaks.push(...this.#sights.look(what, this.secrets));
  }

  /** Sets two public incidents and the private one. Whether that one gets a channel is Slack's decision. */
  async begins(): Promise<void> {
    const { set } = this;
    for (const Title of ['Numbat: conversations not loading', 'Conversations are late'])
      await this.does(`alice declares "${Title}"`, () => set.declare({ Title, Commander: 'alice' }));
    this.#known = this.other().id;
    await this.#numbered(farNumber, () =>
      this.does('dave declares the private incident', async () => {
        const dave = this.person('dave');
        await set.opens(dave, () => dave.command(command, 'open'));
        await dave.submit({
          Title: 'Quokka: conversations not loading',
          Impact: 'quokka impact',
          Severity: this.random.pick(['P1', 'P2']),
          Commander: 'alice',
          Visibility: membersOnly,
        });
      }),
    );
  }

  person(name: Name): Person {
    return this.set.workspace.person(name);
  }

  anybody(): Person {
    return this.person(this.random.pick(['alice', 'bob', 'bob', 'carol', 'carol', 'dave', 'dave', 'guest']));
  }

  /** Someone who may know of the secret, and can be in its channel; bob and the guest never may. */
  member(): Person | null {
    const [first, ...more] = everybody.filter((name) => this.secret.channel()?.members.includes(name));
    return first ? this.person(this.random.pick([first, ...more])) : null;
  }

  outsider(): Person {
    const out = (['carol', 'dave'] as const).filter((name) => !this.secret.knownTo(name));
    return this.person(this.random.pick(['bob', ...out]));
  }

  /** A channel where someone can type, by its ID. */
  placeOf(who: Person): string {
    const open = this.set.workspace.channels.filter(
      ({ kind, archived, members }) => kind !== 'im' && !archived && members.includes(who.name),
    );
    return this.random.pick(['C00GENERAL1', ...open.map(({ id }) => id)]);
  }

  /** Where the incident lives that may become private. */
  other(): ChannelSnapshot {
    return (
      privateChannelOf(this.set, 1) ?? this.set.workspace.channel('inc-1-numbat-conversations-not-loading')
    );
  }

  /** What is said there carries this word. */
  get otherWord(): string {
    return this.#isOtherHidden ? 'wombat' : 'numbat';
  }

  get isOtherHidden(): boolean {
    return this.#isOtherHidden;
  }

  /** From now on that incident is secret, with what was said of it. */
  hideOther(): void {
    this.#isOtherHidden = true;
    const knownChannel = this.#known ?? '';
    for (const word of ['numbat', 'wombat'])
      this.secrets.push(secretOf(this.set, word, { number: 1, broughtIn: ['alice'], knownChannel }));
  }

  /** Notes an answer that tells more than that there is no such incident. */
  told(to: string, shows: string): void {
    this.leaks.push({ after: this.done.at(-1) ?? '', to, where: 'an answer', of: this.secret.word, shows });
  }

  /** Starts the bot again. */
  async restart(): Promise<void> {
    await this.reads();
    await this.set.restart();
  }

  /** Reads the metrics, which begin anew with each start. */
  async reads(): Promise<void> {
    for (const label of (await scrape(this.set)).samples.keys()) this.labels.add(label);
  }

  /** Gives the next incident this number: a record stands before it for as long as that takes. */
  async #numbered(number: number, declare: () => Promise<void>): Promise<void> {
    const sql = `INSERT INTO incidents (id, seq, title, severity, status, opened_at) VALUES (?, 0, '', 'P4', 'CLOSED', 0)`;
    rewrite(this.set, sql, number - 1);
    await declare();
    for (const rows of ['tallies WHERE incident', 'incidents WHERE id'])
      rewrite(this.set, `DELETE FROM ${rows} = ?`, number - 1);
  }
}

/** What stands in a message of the private channel, which another private incident was declared from. */
const declaredFrom = (set: Scene): Secret => ({
  word: 'bilby',
  number: null,
  knownChannel: null,
  channel: () => null,
  knownTo: (name) =>
    set.workspace.channels.some(
      ({ kind, members, messages }) =>
        kind === 'private' && members.includes(name) && JSON.stringify(messages).includes('bilby'),
    ),
});
