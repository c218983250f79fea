import type { IncidentId, Millis } from '../domain/incident/ids.ts';
import type { Claim, ClaimRequest, DeadEffect, Room, Settling } from './claims.ts';

/** What the store does for the worker: the effects that are owed, from claim to settlement. */
export interface OutboxStore {
  /**
   * Makes due at `now` what a dead process had claimed, whose attempts may have arrived, and what an earlier version
   * couldn't read. Each dead effect gets an extra attempt, one per second, unless Slack asked to wait. Effects queued
   * by a clock that has been set back since move back with it. Only for the bot that delivers, in this term, before it
   * claims; throws NoLongerDelivering for another.
   */
  reclaimLeases(now: number, term: number): Promise<void>;
  /**
   * The clock went from one time to another (UTC ms). If it was set back, leased and due effects run as soon as they
   * would have, and deadlines keep their time; returns false if it wasn't, because even a well-kept clock goes back a
   * little. Throws NoLongerDelivering for a bot that doesn't deliver in this term: another may have moved them.
   */
  onClockSetBack(from: number, to: number, term: number): Promise<boolean>;
  /** Throws NoLongerDelivering for a bot that doesn't deliver in this term. */
  claim(request: ClaimRequest): Promise<readonly Claim[]>;
  /**
   * Settles a claim that led to no command; does nothing if the effect has been re-armed since. Like every change that
   * settles, it throws NoLongerDelivering if another bot has taken over delivery since the claim.
   */
  settle(settling: Settling): Promise<void>;
  /** When the next effect is due for which there is room, UTC ms; null if there is none. */
  nextDue(room: Room): Promise<Millis | null>;
  /** Effects that are not yet settled or dead. */
  pending(id?: IncidentId): Promise<readonly { readonly key: string; readonly dueAt: Millis }[]>;
  /** Dead effects, and those that no version so far could read. */
  dead(id?: IncidentId): Promise<readonly DeadEffect[]>;
  /**
   * Makes dead effects due again at `now` with their full budget; that they may have been sent stays known. Leaves those
   * that another process has locked, unless all are. Returns how many.
   */
  revive(now: number, id?: IncidentId): Promise<number>;
}
