/**
 * What became of something that a person did. `done`: the bot acknowledged it, so it is committed. `refused`: the
 * bot said that nothing was changed. `unknown`: no answer came, so it may have happened, but once at most.
 */
export type Fate = 'done' | 'refused' | 'unknown';

/** What people do, and the record knows by a word of its own. */
export type DeedKind =
  | 'open'
  | 'declaration'
  | 'update'
  | 'title'
  | 'link'
  | 'note'
  | 'severity'
  | 'resolve'
  | 'close'
  | 'cancel'
  | 'reopen';

/** One thing a person did, with the word that finds it again in the record and in Slack. */
export type Deed = { readonly kind: DeedKind; readonly word: string; readonly title: string; fate: Fate };

/** A message that a person marked for the timeline, or wrote a request_id in. */
export type Said = {
  readonly kind: 'mark' | 'request_id';
  readonly title: string;
  readonly word: string;
  readonly channel: string;
  readonly ts: string;
};

/** Everything that people did, and what they were answered. */
export class Ledger {
  readonly deeds: Deed[] = [];
  readonly said: Said[] = [];
  /** Slash commands, submissions, button presses and shortcuts sent to the bot, tries included. */
  asked = 0;

  /** A deed that is about to be tried; its fate is known only when an answer comes. */
  begin(kind: DeedKind, word: string, title: string): Deed {
    const deed: Deed = { kind, word, title, fate: 'unknown' };
    this.deeds.push(deed);
    return deed;
  }
}
