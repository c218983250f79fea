import { describe, expect, test } from 'vitest';
import { react } from '../../../../src/domain/effects/react.ts';
import { fold } from '../../../../src/domain/evolve/evolve.ts';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import type { UserId } from '../../../../src/domain/incident/ids.ts';
import { commsLeadRole } from '../../../../src/domain/incident/people/roles.ts';
import { opened, reopened, resolved, severityChanged } from '../../support/events.ts';
import { alice, byBot, minute } from '../../support/fixtures.ts';
import { given, type Past, record } from '../../support/given.ts';

const missing = (due: number): IncidentEvent => ({ type: 'comms_lead_missing', due: minute(due) });
const taken = (user: UserId | null): IncidentEvent => ({
  type: 'role_assigned',
  role: commsLeadRole,
  user,
  previous: null,
});
const check = (due: number): Command => ({ type: 'check_comms_lead', due: minute(due) });
const at = (event: IncidentEvent, minutes: number): Past => ({ event, at: minute(minutes) });

/** When the check is owed by the last of these events; null: it is not. */
function owedAt(...past: Past[]): number | null {
  const events = record(past);
  const [incident, last] = [fold(events), events.at(-1)];
  const owed = incident && last ? react(incident, last) : [];
  const found = owed.find((one) => 'owe' in one && one.owe.type === 'check_comms_lead');
  return found && 'owe' in found ? (found.due - minute(0)) / 60_000 : null;
}

describe('An urgent incident without a comms lead', () => {
  test('is checked ten minutes after it was declared, became urgent, or was reopened', () => {
    expect(owedAt(opened({ severity: 'P1' }))).toBe(10);
    expect(owedAt(opened({ severity: 'P3' }))).toBeNull();
    expect(owedAt(opened({ severity: 'P3' }), at(severityChanged({ from: 'P3', to: 'P2' }), 30))).toBe(40);
    expect(owedAt(opened({ severity: 'P2' }), at(severityChanged({ from: 'P2', to: 'P1' }), 5))).toBeNull();
    expect(owedAt(opened(), at(resolved(), 5), at(reopened(), 60))).toBe(70);
  });

  test('is nudged once, whoever takes the role and gives it up afterwards', () => {
    given(opened())
      .when(check(10), { at: minute(10), by: byBot })
      .thenRecords(missing(10));
    given(opened(), missing(10))
      .when(check(10), { at: minute(11), by: byBot })
      .thenRecords();
    given(opened(), missing(10), taken(alice), taken(null))
      .when(check(10), { at: minute(20), by: byBot })
      .thenRecords();
    expect(owedAt(opened(), missing(10), at(resolved(), 20), at(reopened(), 30))).toBeNull();
  });

  test.each<[string, Past[]]>([
    ['somebody has the role', [opened(), taken(alice)]],
    ['the incident is over', [opened(), resolved()]],
    ['it is not urgent any more', [opened(), severityChanged({ from: 'P1', to: 'P3' })]],
  ])('is not nudged when %s', (_, past) => {
    given(...past)
      .when(check(10), { at: minute(10), by: byBot })
      .thenRecords();
  });

  test("isn't nudged early: a check that comes too soon is queued again", () => {
    given(opened())
      .when(check(10), { at: minute(9), by: byBot })
      .thenRecords();
  });
});
