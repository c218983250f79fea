import type { AnyEffect } from '../domain/effects/effects.ts';
import type { Command } from '../domain/incident/commands.ts';
import type { Recorded } from '../domain/incident/events/events.ts';
import type { Incident } from '../domain/incident/incident.ts';
import type { Diagnosis } from '../domain/triage/diagnosis.ts';
import type { Change } from '../store/change.ts';

/** The outcome of a command. `unchanged`: it caused no event; `failed`: the store couldn't save it. */
export type CommandOutcome = Change['kind'] | 'unchanged' | 'failed';

/**
 * The outcome of an attempt at an effect. `postponed`: nothing was sent; `unread`: this version can't read it;
 * `unsettled`: the outcome couldn't be saved.
 */
export type EffectOutcome = 'done' | 'retry' | 'postponed' | 'unread' | 'dead' | 'unsettled';

/** What Slack sends. */
export const payloadKinds = ['command', 'event', 'action', 'submission', 'shortcut', 'other'] as const;
export type PayloadKind = (typeof payloadKinds)[number];

/** The counters, called where everything passes. They get no person's text, and nothing unbounded. Never throws. */
export type Metrics = {
  commandGiven(command: Command['type'], outcome: CommandOutcome): void;
  /** Events were committed; `incident` is the state after them. */
  recorded(events: readonly Recorded[], incident: Incident): void;
  effectTried(effect: AnyEffect['type'], outcome: EffectOutcome): void;
  /** `seconds` from receiving the payload to acknowledging it; null if it was never acknowledged. */
  payloadHandled(kind: PayloadKind, seconds: number | null): void;
  /** Slack returned 429 to a call of this method. */
  slackLimited(method: string): void;
  /** The checks ran for `seconds` and named an owner. */
  diagnosed(owner: Diagnosis['owner'], seconds: number): void;
};

/** Counts nothing. */
export const noMetrics: Metrics = {
  commandGiven() {},
  recorded() {},
  effectTried() {},
  payloadHandled() {},
  slackLimited() {},
  diagnosed() {},
};
