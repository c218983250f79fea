import { expect } from 'vitest';
import { decide } from '../../../src/domain/decide/decide.ts';
import type { Decision } from '../../../src/domain/decide/decision.ts';
import type { ResponsePolicy } from '../../../src/domain/decide/response-policy.ts';
import { fold } from '../../../src/domain/evolve/evolve.ts';
import type { Command, Earlier } from '../../../src/domain/incident/commands.ts';
import type { IncidentEvent, Recorded } from '../../../src/domain/incident/events/events.ts';
import type { Millis } from '../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import type { Actor } from '../../../src/domain/incident/people/actor.ts';
import { type Field, isRefusal } from '../../../src/domain/incident/refusal.ts';
import { overhear } from '../../support/overhear.ts';
import { byAlice, incident7, minute, policy, start } from './fixtures.ts';

/** An event of the past; at the start and by Alice where a test does not say otherwise. */
export type Past =
  | IncidentEvent
  | { readonly event: IncidentEvent; readonly at?: Millis; readonly by?: Actor };

/** The record that a past makes, numbered from 1. */
export const record = (past: readonly Past[]): Recorded[] =>
  past.map((one, i) => {
    const { event, at = start, by = byAlice } = 'event' in one ? one : { event: one };
    return { incident: incident7, seq: i + 1, at, by, event };
  });

/** The incident after a past, which begins with `opened`. */
export function incidentOf(...past: readonly Past[]): Incident {
  const incident = fold(record(past));
  if (!incident) throw new Error('The past of an incident begins with opened.');
  return incident;
}

/** given is the fold of real events, when is the real decide; nothing in between. */
export const given = (...past: readonly Past[]) => ({
  when: (
    command: Command,
    order: {
      by?: Actor;
      at?: Millis;
      policy?: ResponsePolicy;
      earlier?: Earlier | null;
      responds?: boolean | null;
      originals?: readonly Incident[];
    } = {},
  ) => {
    const { by = byAlice, at = minute(10), earlier = null, responds = true, originals = [] } = order;
    return expected(
      decide(fold(record(past)), { command, by, at, earlier, responds, originals }, order.policy ?? policy),
    );
  },
});

const expected = (decision: Decision) => ({
  /** Exactly these events, in this order; none for a command that changes nothing. */
  thenRecords: (...events: readonly IncidentEvent[]): void => {
    expect(overhear(decision)).toStrictEqual(events);
  },
  /** Refused, in a sentence, on this field (null: on none). */
  thenRefused: (sentence: RegExp, field: Field | null = null): void => {
    if (!isRefusal(decision)) expect.fail(`not refused, but: ${JSON.stringify(decision)}`);
    overhear(decision.refused);
    expect(decision.refused).toMatch(sentence);
    expect(decision.refused).toMatch(/^[A-Z].*[.!]$/s);
    expect(decision.field).toBe(field);
  },
});
