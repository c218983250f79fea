/**
 * The result of something that a person did. `done`: the bot acknowledged it, so it's committed. `refused`: the bot
 * said that nothing was changed. `unknown`: no response came, so it may have happened, but once at most.
 */
export type OperationOutcome = 'done' | 'refused' | 'unknown';

/** What people do, and the record has a word of its own for. */
export type OperationKind =
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
  | 'go private'
  | 'reopen';

/** What the bot replied, and when that came, UTC ms. */
export type Answer = { readonly text: string; readonly at: number };

/**
 * One thing a person did, with the word that identifies it in the record and in Slack: one of its own, or one that
 * several can share (`Scribe U0BOB`, `#12`). `entry`: the number of the entry that it corrects.
 */
export type Operation = {
  readonly kind: OperationKind;
  readonly word: string;
  readonly title: string;
  readonly entry: number | null;
  outcome: OperationOutcome;
  answer: Answer | null;
};

/** A way to mark a message that leaves a mark in Slack, which can be taken away. */
export type Mark = 'reaction' | 'pin';

/** A message that a person marked for the timeline, wrote a request_id in, or declared from. */
export type PersonMessage = {
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
export class ExpectedState {
  readonly operations: Operation[] = [];
  readonly messages: PersonMessage[] = [];
  /** Slash commands, submissions, clicks, and shortcuts sent to the bot, including repeated attempts. */
  requests = 0;

  /** An operation that is about to be attempted; its outcome is known only when a response comes. */
  begin(kind: OperationKind, word: string, title: string, entry: number | null = null): Operation {
    const operation: Operation = { kind, word, title, entry, outcome: 'unknown', answer: null };
    this.operations.push(operation);
    return operation;
  }

  /** Whether a message with this ts, which people marked, has since been deleted: nobody can read it any longer. */
  wasDeleted(ts: string): boolean {
    return this.messages.some((one) => one.ts === ts && one.deleted);
  }

  /** A message that a person has posted. */
  addMessage(
    kind: PersonMessage['kind'],
    word: string,
    title: string,
    { channel, ts }: { channel: string; ts: string },
  ): PersonMessage {
    const message: PersonMessage = {
      kind,
      title,
      word,
      channel,
      ts,
      words: [word],
      marks: new Set(),
      deleted: false,
    };
    this.messages.push(message);
    return message;
  }
}
