import type { Owner } from '../triage/diagnosis.ts';
import type { Flapping } from '../watch/flapping.ts';
import type { ChannelId, IncidentId, MessageTs, Millis, UserId } from './ids.ts';
import type { LostCommander } from './people/account-problem.ts';
import type { Actor } from './people/actor.ts';
import type { ResponseTarget } from './promises/response-target.ts';
import type { Setback, SetbackEnd } from './setback.ts';

/** What ended a reported state, with the seq of that event; times are UTC ms. */
export type NoticeEnd = { readonly seq: number } & (
  | { readonly how: 'taken'; readonly user: UserId; readonly by: Actor; readonly at: Millis }
  | { readonly how: 'failing'; readonly at: Millis }
  | { readonly how: 'calm'; readonly since: Millis; readonly owner: Owner; readonly cause: string | null }
  | { readonly how: 'over'; readonly by: Actor; readonly at: Millis }
  | { readonly how: 'cancelled'; readonly by: Actor; readonly at: Millis }
  | { readonly how: 'duplicate'; readonly original: IncidentId; readonly by: Actor; readonly at: Millis }
  | { readonly how: SetbackEnd; readonly at: Millis }
);

/**
 * A state that the channel is told about, in the present tense and with a button, so that the message has to follow
 * it: there is no commander (`target`: which response target had passed), the checks are healthy again, the checks go
 * back and forth, something failed. `seq`: the event that it answers.
 */
export type Notice = {
  readonly seq: number;
  /** Its message; null if none is known, or if an earlier version posted it. */
  readonly ts: MessageTs | null;
  readonly end: NoticeEnd | null;
} & (
  | {
      readonly kind: 'call';
      readonly target: ResponseTarget | null;
      readonly lost: LostCommander | null;
    }
  | { readonly kind: 'offer' }
  | { readonly kind: 'flapping'; readonly flapping: Flapping }
  | {
      readonly kind: 'setback';
      readonly setback: Setback;
      /** Where it was posted, if that isn't the incident channel. */
      readonly channel: ChannelId | null;
    }
);

/** Returns the notice that an effect, by its key, failed, if that isn't over. */
export const standingSetbacks = (notices: ReadonlyMap<number, Notice>, key: string): Notice[] =>
  [...notices.values()].filter(
    (one) => one.kind === 'setback' && one.end === null && one.setback.key === key,
  );
