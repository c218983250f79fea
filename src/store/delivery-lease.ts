import type { Millis, UserId } from '../domain/incident/ids.ts';

/**
 * The right to deliver, taken. `term` counts up with every new holder; `forMs`: how long it lasts without a renewal, counted
 * from when it was asked for, ms of real time; Infinity if nobody else can take it.
 */
export type Lease = { readonly term: number; readonly forMs: number };

/** Who delivers, as the database knows it: `sole` where only one bot can be on a database. */
export type Deliverer =
  | { readonly kind: 'sole' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'bot'; readonly name: string; readonly since: Millis };

/** `now`: the database's time, UTC ms, read between `asked` and `answered`, which are ms by the monotonic clock. */
export type TimeSeen = { readonly asked: number; readonly now: number; readonly answered: number };

/** What a bot is told by the others on its database. Each can be lost, so whoever needs it looks now and then as well. */
export type Heard = {
  /** An effect may be due. */
  owed(): void;
  /** The right to deliver may be free. */
  free(): void;
  /** The bot that delivers can't, and would leave it to another that can. */
  offered(): void;
  /** Another bot can, and would. */
  wanted(): void;
  /** Another bot couldn't save what Slack reported for a while. */
  missed(): void;
};

/**
 * The right to deliver: of all bots on a database, one has it and runs the effects (docs/adr/0047-one-bot-delivers.md). Every
 * function throws if the database can't be asked within a second.
 */
export interface DeliveryLease {
  /** From now on, tells what the other bots say. */
  listen(heard: Heard): void;
  /** Takes the right if nobody has it; otherwise returns in how many ms it's free unless its holder renews it. */
  take(): Promise<Lease | { readonly freeInMs: number }>;
  /** Renews the lease; null if it has expired, or if another bot has it. */
  renew(term: number): Promise<Lease | null>;
  /** Gives the right up, so that another takes it at once. */
  release(term: number): Promise<void>;
  /** Tells the other bots what each hears: that this one would leave delivery to another, would take it, or missed something. */
  say(what: 'offered' | 'wanted' | 'missed'): Promise<void>;
  deliverer(): Promise<Deliverer>;
  /** Tells the other bots that Slack has told this one of a changed account. */
  tellOfAccount(user: UserId): Promise<void>;
  /** From now on, hears of accounts that another bot was told of; `any` after a time in which it couldn't hear. */
  onAccount(heard: (user: UserId | 'any') => void): void;
}

/** A claim was made, or settled, by a bot that no longer delivers. Nothing was changed: the one that does takes it over. */
export class NoLongerDelivering extends Error {
  override readonly name = 'NoLongerDelivering';

  constructor(term: number) {
    super(`Another bot has taken over delivery since term ${term}.`);
  }
}
