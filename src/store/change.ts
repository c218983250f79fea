import type { Transition } from '../domain/apply-command.ts';
import type { FindEpisode } from '../domain/decide/declare/from-proposal.ts';
import type { FindIncident } from '../domain/decide/ending/decide-duplicate.ts';
import type { Effect } from '../domain/effects/effects.ts';
import type { Earlier } from '../domain/incident/commands.ts';
import type { Recorded } from '../domain/incident/events/events.ts';
import type { ChannelId, IncidentId, Millis } from '../domain/incident/ids.ts';
import type { Incident } from '../domain/incident/incident.ts';
import type { Refusal } from '../domain/incident/refusal.ts';
import type { Settling } from './claims.ts';
import type { Unreadable } from './found.ts';

/** A payload was processed before, and nothing was done again; with its incident, as it is now. */
export type Repetition = { readonly kind: 'repeated'; readonly incident: Incident | null };

/** The result of a change. `corrects`: the form had been accepted before, with different values. */
export type Change =
  | {
      readonly kind: 'changed';
      readonly corrects: boolean;
      readonly incident: Incident | null;
      readonly recorded: readonly Recorded[];
      readonly owes: boolean;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | Repetition
  | { readonly kind: 'missing' }
  | ({ readonly kind: 'unreadable' } & Unreadable);

/** What a decision can look up besides its own incident. */
export type Lookups = {
  readonly episode: FindEpisode;
  readonly incident: FindIncident;
  /** The incident that a channel belongs to, or last belonged to; null if there is none, or if it can't be read. */
  readonly occupant: (channel: ChannelId) => Incident | null;
};

/**
 * Decides on an incident (null for a new one), under the number it has or gets; `earlier` if the form was accepted
 * before with different values; `find` looks up other incidents. Pure.
 */
export type Decide = (
  id: IncidentId,
  incident: Incident | null,
  earlier: AcceptedForm | null,
  find: Lookups,
) => Transition | Refusal;

/**
 * A form as it was last accepted. `lateBefore`: one that was submitted before then comes too late, UTC ms. That's the earliest time
 * at which the accepted one can have been submitted; for values that were accepted before it, the time when they were corrected.
 */
export type AcceptedForm = Earlier & { readonly lateBefore: Millis };

/**
 * A form, which can be submitted more than once. `content`: a hash of its values; the same hash as last time is a
 * repetition, another one a correction, and a correction of a form that declared an incident is about that incident.
 * `command`: what it said, to compare a correction with. `sentAt`: the earliest time it can have been submitted, UTC ms.
 */
export type Submitted = {
  readonly content: string;
  readonly command: Readonly<Record<string, unknown>>;
  readonly sentAt: Millis;
};

/**
 * Which incident a change is about: one by its number, a new one, or the one that a channel belongs to (see `incidentOf`).
 * `public`: only if that one has this number and isn't private; otherwise it's missing, even for a repeated payload.
 */
export type ChangeTarget = IncidentId | 'new' | { readonly in: ChannelId; readonly public?: IncidentId };

/** What a change is about, where it came from, and what it settles. */
export type ChangeRequest = {
  readonly target: ChangeTarget;
  /** The payload's ID; null for the clock and for finished effects. */
  readonly inboxId: string | null;
  readonly form?: Submitted;
  readonly at: Millis;
  readonly decide: Decide;
  /**
   * Queued instead if this version can't read the incident: the payload counts as processed, because it isn't lost.
   */
  readonly whenUnreadable?: Effect;
  /** Settled in the same transaction, whatever is decided. */
  readonly settles?: Settling;
};
