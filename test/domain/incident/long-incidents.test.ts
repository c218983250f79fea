import { describe, expect, test } from 'vitest';
import { applyCommand } from '../../../src/domain/apply-command.ts';
import { fold } from '../../../src/domain/evolve/evolve.ts';
import type { Command } from '../../../src/domain/incident/commands.ts';
import type { Recorded } from '../../../src/domain/incident/events/events.ts';
import { userIdSchema } from '../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { isRefusal } from '../../../src/domain/incident/refusal.ts';
import { chartData } from '../../../src/domain/records/incident-chart.ts';
import { postmortem } from '../../../src/domain/records/postmortem.ts';
import { timeline } from '../../../src/domain/records/timeline.ts';
import type { Diagnosis } from '../../../src/domain/triage/diagnosis.ts';
import { checkedAgain, diagnosed, outage, probe } from '../support/diagnoses.ts';
import { channelReady, closed, opened, reopened, resolved } from '../support/events.ts';
import { byBot, incident7, minute, person, plainName, policy, ts } from '../support/fixtures.ts';
import { given, incidentOf, type Past, record } from '../support/given.ts';
import { growth } from '../support/growth.ts';

/** Well below 16, which is what a square would come to, and well above 4, for a machine that does other things too. */
const linear = 9;

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const flap = (i: number): Diagnosis => ({
  ...outage,
  leaf: i % 2 ? 'a' : 'b',
  probes: [probe('API /me', `req_${i}a`), probe('API /admins', `req_${i}b`)],
});
const checks = (n: number): Past[] => [
  opened(),
  ...times(n, (i) => ({ event: checkedAgain(), at: minute(i) })),
  { event: resolved(), at: minute(n) },
  { event: closed(), at: minute(n) },
];

describe("An incident's cost grows with its length, not with the square of it", () => {
  test.each<[string, (i: number) => Past[]]>([
    ['diagnoses that change again and again', (i) => [diagnosed(flap(i))]],
    [
      'request_ids',
      (i) => [{ type: 'request_id_seen', requestId: `req_${i}`, source: 'message', where: null }],
    ],
    ['marked messages', (i) => [{ type: 'message_marked', ts: ts(`${i}.1`), via: 'pin' }]],
    ['setbacks', (i) => [{ type: 'setback', effect: 'announce', why: `${i}`, todo: '' }]],
    ['people', (i) => [{ event: { type: 'triage_requested' }, by: person(userIdSchema.parse(`U0${i}`)) }]],
    ['resolutions', () => [resolved(), closed(), reopened()]],
  ])('with %s', (_name, happens) => {
    const folded = (n: number) => {
      const events = record([opened(), channelReady(), ...times(n, happens).flat()]);
      return () => fold(events);
    };
    expect(growth(4_000, folded)).toBeLessThan(linear);
  });

  test("also while it's in progress", () => {
    const happen = (n: number) => () => {
      let incident: Incident | null = incidentOf(opened(), channelReady());
      for (let i = 0; i < n; i += 1) {
        const requestId = { requestId: `req_${i}`, source: 'message' as const, where: null };
        const command: Command = { type: 'record_request_ids', seen: [requestId] };
        const step = applyCommand(incident7, incident, { command, by: byBot, at: minute(i) }, policy);
        if (!isRefusal(step)) incident = step.incident;
      }
    };
    expect(growth(4_000, happen)).toBeLessThan(linear);
  });

  test.each<[string, (events: readonly Recorded[]) => unknown, (n: number) => Past[]]>([
    ['its postmortem after many checks', (events) => postmortem(events, plainName), checks],
    ['its course after many checks', (events) => chartData(events, minute(0)), checks],
    [
      'its timeline after many resolutions',
      (events) => timeline(events, plainName),
      (n) => [opened(), ...times(n, () => [resolved(), closed(), reopened()]).flat()],
    ],
  ])('in %s', (_name, work, past) => {
    const read = (n: number) => {
      const events = record(past(n));
      return () => work(events);
    };
    expect(growth(4_000, read)).toBeLessThan(linear);
  });
});

describe('An incident whose verdict changes all the time', () => {
  const found = (i: number): Command => ({ type: 'record_diagnosis', diagnosis: flap(i), asked: false });
  const flapping = (n: number): Incident => {
    let incident = incidentOf(opened(), channelReady());
    for (let i = 0; i < n; i += 1) {
      const step = applyCommand(incident7, incident, { command: found(i), by: byBot, at: minute(i) }, policy);
      if (isRefusal(step) || !step.incident) throw new Error('Every run of the checks is recorded.');
      incident = step.incident;
    }
    return incident;
  };

  test('keeps the latest 20 diagnoses in memory', () => {
    const seqs = [...incidentOf(opened(), ...times(30, (i) => diagnosed(flap(i)))).diagnoses.keys()];
    expect(seqs).toEqual(times(20, (i) => i + 12));
  });

  test('records at most 500 request_ids from its checks, the first ones', () => {
    const ids = flapping(300).requestIds.keys();
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([500, 'req_0a', 'req_249b']);
  });

  test('still records those that people bring', () => {
    const fromTriage = { type: 'request_id_seen' as const, source: 'triage' as const, where: null };
    const past = [opened(), ...times(500, (i) => ({ ...fromTriage, requestId: `req_${i}` }))];
    const requestId = { requestId: 'req_new', source: 'message' as const, where: null };
    given(...past)
      .when({ type: 'record_request_ids', seen: [requestId] })
      .thenRecords({ type: 'request_id_seen', ...requestId });
  });

  test('refuses a step of a list that is no longer kept, and says where the current list is', () => {
    given(opened(), ...times(30, (i) => diagnosed(flap(i))))
      .when({ type: 'tick_step', of: 2, step: 'serve_cache', done: true })
      .thenRefused(/A later diagnosis replaced that list\. Check off the step there/);
  });
});

describe("A long incident's chart data", () => {
  const sample = (ms: number | null, failed: number) => ({ ms, failed, total: 10 });
  const course = (n: number, at: (i: number) => { ms: number | null; failed: number }) =>
    chartData(
      record([
        opened(),
        ...times(n, (i) => {
          const { ms, failed } = at(i);
          return { event: checkedAgain({ sample: sample(ms, failed) }), at: minute(i) };
        }),
      ]),
      minute(0),
    ).points;

  test('has a point for each check as long as the chart has room', () => {
    expect(course(1_000, () => ({ ms: 100, failed: 0 }))).toHaveLength(1_000);
  });

  test('has at most 1,000 points for its whole time', () => {
    const points = course(20_000, () => ({ ms: 100, failed: 0 }));
    expect([points.length, points[0]?.at, points.at(-1)?.at]).toEqual([1_000, minute(0), minute(19_980)]);
  });

  test('shows an outage that only one check saw', () => {
    const points = course(20_000, (i) => (i === 9_001 ? { ms: 4_000, failed: 10 } : { ms: null, failed: 0 }));
    expect(points.filter(({ failed }) => failed > 0)).toEqual([{ at: minute(9_000), ms: 4_000, failed: 1 }]);
  });
});
