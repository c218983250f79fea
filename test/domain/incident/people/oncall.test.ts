import { describe, expect, test } from 'vitest';
import { decide } from '../../../../src/domain/decide/decide.ts';
import type { Effect } from '../../../../src/domain/effects/effects.ts';
import { stillWanted } from '../../../../src/domain/effects/still-wanted.ts';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { groupIdSchema } from '../../../../src/domain/incident/ids.ts';
import { isRefusal } from '../../../../src/domain/incident/refusal.ts';
import type { Severity } from '../../../../src/domain/incident/severity.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { closed, opened, reopened, resolved, severityChanged } from '../../support/events.ts';
import { alice, bob, byAlice, minute, policy } from '../../support/fixtures.ts';
import { incidentOf, type Past } from '../../support/given.ts';

const [worst, second] = ['S0WORST', 'S0SECOND'].map((id) => groupIdSchema.parse(id));
if (!worst || !second) throw new Error('There are no groups.');
const oncall = { P1: worst, P2: second };

/** The groups that a command calls. */
function calls(past: readonly Past[], command: Command, groups: object = oncall): string[] {
  const incident = past.length > 0 ? incidentOf(...past) : null;
  const decision = decide(incident, { command, by: byAlice, at: minute(5) }, { ...policy, oncall: groups });
  if (isRefusal(decision)) throw new Error(decision.refused);
  return decision.flatMap((event) =>
    event.type === 'oncall_needed' ? [`${event.severity} ${event.group}`] : [],
  );
}

const declare = (severity: Severity, more: object = {}): Command => ({
  type: 'open',
  title: plainText('Inbox is empty'),
  severity,
  impact: null,
  commander: null,
  firstAlert: null,
  ...more,
});
const to = (severity: Severity): Command => ({ type: 'change_severity', to: severity, why: null });
const needed = (severity: Severity, group = worst): IncidentEvent => ({
  type: 'oncall_needed',
  severity,
  group,
});
const called = (group = worst, of = 2): IncidentEvent => ({
  type: 'oncall_called',
  of,
  group,
  people: [bob],
  uninvited: [],
  leftOut: [{ user: alice, why: 'guest' }],
});

describe('The on-call group', () => {
  test('of the severity is called at the declaration', () => {
    expect(calls([], declare('P1'))).toEqual(['P1 S0WORST']);
    expect(calls([], declare('P3'))).toEqual([]);
    expect(calls([], declare('P1'), {})).toEqual([]);
  });

  test("isn't called for a drill", () => {
    const drill = { script: 'api_outage', startedAt: minute(0) };
    expect(calls([], declare('P1', { drill }))).toEqual([]);
    expect(calls([opened({ severity: 'P3', drill })], to('P1'))).toEqual([]);
  });

  test("of a raised severity is called, and that of a lowered one isn't", () => {
    const past = [opened({ severity: 'P2' }), needed('P2', second), called(second)];
    expect(calls(past, to('P1'))).toEqual(['P1 S0WORST']);
    expect(calls([opened({ severity: 'P1' }), needed('P1'), called()], to('P2'))).toEqual([]);
  });

  test('is called once per incident, however often the severity changes', () => {
    const past = [
      opened({ severity: 'P1' }),
      needed('P1'),
      called(),
      severityChanged({ from: 'P1', to: 'P3' }),
    ];
    expect(calls(past, to('P1'))).toEqual([]);
    expect(
      calls([opened({ severity: 'P2' }), needed('P2'), called()], to('P1'), { P1: worst, P2: worst }),
    ).toEqual([]);
  });

  test('whose call was never sent is called when the severity rises again or the incident is reopened', () => {
    const lowered = [opened({ severity: 'P1' }), needed('P1'), severityChanged({ from: 'P1', to: 'P3' })];
    expect(calls(lowered, to('P1'))).toEqual(['P1 S0WORST']);
    const over = [opened({ severity: 'P1' }), needed('P1'), resolved(), closed()];
    expect(calls(over, { type: 'reopen', why: null })).toEqual(['P1 S0WORST']);
    expect(calls([...over, reopened(), called(), resolved()], { type: 'reopen', why: null })).toEqual([]);
  });
});

describe('A call is wanted', () => {
  const call: Effect = { type: 'call_oncall', of: 2 };
  const wanted = (...past: Past[]) => stillWanted(incidentOf(...past), call);
  const past = [opened({ severity: 'P2' }), needed('P2', second)];

  test('while the incident is open and at least that severe', () => {
    expect(wanted(...past)).toBe(true);
    expect(wanted(...past, severityChanged({ from: 'P2', to: 'P1' }))).toBe(true);
    expect(wanted(...past, severityChanged({ from: 'P2', to: 'P3' }))).toBe(false);
    expect(wanted(...past, resolved())).toBe(false);
  });

  test('until it was made, and not if a later event queues one for the same group', () => {
    expect(wanted(...past, called(second))).toBe(false);
    expect(wanted(...past, needed('P2', second))).toBe(false);
  });
});
