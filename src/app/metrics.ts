import type { AnyEffect } from '../domain/effects/effects.ts';
import type { Command } from '../domain/incident/commands.ts';
import type { Recorded } from '../domain/incident/events/events.ts';
import type { Incident } from '../domain/incident/incident.ts';
import type { Diagnosis } from '../domain/triage/diagnosis.ts';
import type { Change } from '../store/store.ts';

/** What a command came to. `unchanged`: nothing became true by it; `failed`: the store could not keep it. */
export type CommandOutcome = Change['kind'] | 'unchanged' | 'failed';

/** How a try at an effect ended. `postponed`: nothing was sent; `unread`: this version cannot read it; `unsettled`: what it came to could not be kept. */
export type EffectOutcome = 'done' | 'retry' | 'postponed' | 'unread' | 'dead' | 'unsettled';

/** What Slack sends. */
export const payloadKinds = ['command', 'event', 'action', 'submission', 'shortcut', 'other'] as const;
export type PayloadKind = (typeof payloadKinds)[number];

/**
 * What is counted, reported where everything passes. No person's text comes here, and nothing that has
 * no bound. Never throws.
 */
export type Metrics = {
  commandGiven(command: Command['type'], outcome: CommandOutcome): void;
  /** Events were committed; `incident` is as it is after them. */
  recorded(events: readonly Recorded[], incident: Incident): void;
  effectTried(effect: AnyEffect['type'], outcome: EffectOutcome): void;
  /** `seconds` from having the payload to its acknowledgement; null when it was never acknowledged. */
  payloadHandled(kind: PayloadKind, seconds: number | null): void;
  /** Slack answered 429 to a call of this method. */
  slackLimited(method: string): void;
  /** The checks ran for `seconds` and named an owner. */
  diagnosed(owner: Diagnosis['owner'], seconds: number): void;
};

/** For where nobody counts. */
export const noMetrics: Metrics = {
  commandGiven() {},
  recorded() {},
  effectTried() {},
  payloadHandled() {},
  slackLimited() {},
  diagnosed() {},
};
