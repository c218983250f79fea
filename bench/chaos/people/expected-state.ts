/**
 * The result of something that a person did. `done`: the bot acknowledged it, so it's committed. `refused`: the bot
 * said that nothing was changed. `unknown`: no response came, so it may have happened, but once at most.
 */
export type Fate = 'done' | 'refused' | 'unknown';

/** What people do, and the record has a word of its own for. */
export type DeedKind =
  | 'open'
  | 'declaration'
  | 'update'
  | 'title'
  | 'link'
  | 'note'
  | 'severity'
  | 'role'
  | 'catchup'
  | 'edit'
  | 'hide'
  | 'restore'
  | 'resolve'
  | 'close'
  | 'cancel'
  | 'reopen';

/** What the bot replied, and when that came, UTC ms. */
export type Answer = { readonly text: string; readonly at: number };

/**
 * One thing a person did, with the word that identifies it in the record and in Slack: one of its own, or one that
 * several can share (`Scribe U0BOB`, `#12`). `entry`: the number of the entry that it corrects.
 */
export type Deed = {
  readonly kind: DeedKind;
  readonly word: string;
  readonly title: string;
  readonly entry: number | null;
  fate: Fate;
  answer: Answer | null;
};

/** A way to mark a message that leaves a mark in Slack, which can be taken away. */
export type Mark = 'reaction' | 'pin';

/** A message that a person marked for the timeline, wrote a request_id in, or declared from. */
export type Said = {
  readonly kind: 'mark' | 'request_id' | 'source';
  readonly title: string;
  readonly word: string;
  readonly channel: string;
  readonly ts: string;
  /** Every wording that it has had, the current one last. */
  readonly words: string[];
  /** The marks that it has in Slack; the shortcut leaves none. */
  readonly marks: Set<Mark>;
  deleted: boolean;
};

/** Everything that people did, and what the bot replied. */
export class Ledger {
  readonly deeds: Deed[] = [];
  readonly said: Said[] = [];
  /** Slash commands, submissions, clicks, and shortcuts sent to the bot, including repeated attempts. */
  asked = 0;

  /** A deed that is about to be attempted; its fate is known only when a response comes. */
  begin(kind: DeedKind, word: string, title: string, entry: number | null = null): Deed {
    const deed: Deed = { kind, word, title, entry, fate: 'unknown', answer: null };
    this.deeds.push(deed);
    return deed;
  }

  /** Whether a message with this ts, which people marked, has since been deleted: nobody can read it any longer. */
  wasDeleted(ts: string): boolean {
    return this.said.some((one) => one.ts === ts && one.deleted);
  }

  /** A message that a person has posted. */
  say(
    kind: Said['kind'],
    word: string,
    title: string,
    { channel, ts }: { channel: string; ts: string },
  ): Said {
    const said: Said = { kind, title, word, channel, ts, words: [word], marks: new Set(), deleted: false };
    this.said.push(said);
    return said;
  }
}
