import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import type { Diagnosis } from '../../../src/domain/triage/diagnosis.ts';
import { diagnosed, healthy, outage, probe } from '../support/diagnoses.ts';
import { closed, opened, resolved } from '../support/events.ts';
import { byBot, minute, ts } from '../support/fixtures.ts';
import { given, incidentOf } from '../support/given.ts';

const found = (diagnosis: Diagnosis): Command => ({ type: 'record_diagnosis', diagnosis, asked: true });
/** A diagnosis as it is recorded at the time of `when`: the next check is due at the pace of a P1. */
const recorded = (...args: Parameters<typeof diagnosed>): IncidentEvent => ({
  ...diagnosed(...args),
  asked: true,
  nextCheckAt: minute(12),
});
const requestIdSeen = (requestId: string, where: string): IncidentEvent => ({
  type: 'request_id_seen',
  requestId,
  source: 'triage',
  where,
});

describe('Triage', () => {
  test('can be requested until the incident is closed', () => {
    given(opened(), resolved()).when({ type: 'request_triage' }).thenRecords({ type: 'triage_requested' });
    given(opened(), resolved(), closed())
      .when({ type: 'request_triage' })
      .thenRefused(/closed/);
  });

  test('counts as a change when it finds something for the first time', () => {
    given(opened()).when(found(outage), { by: byBot }).thenRecords(recorded(outage, true));
  });

  test("that reaches the same leaf again doesn't count as a change", () => {
    given(opened(), diagnosed(outage))
      .when(found({ ...outage, confidence: 'low' }))
      .thenRecords(recorded({ ...outage, confidence: 'low' }, false));
  });

  test('is compared with the latest diagnosis, not the first', () => {
    given(opened(), diagnosed(outage), diagnosed(healthy))
      .when(found(outage))
      .thenRecords(recorded(outage, true));
  });

  test('collects request_ids, each once and named by its probe', () => {
    const diagnosis = {
      ...outage,
      probes: [
        probe('API /me', 'req_1'),
        probe('Edge', 'req_1'),
        probe('Page', null),
        probe('Health', 'req_2'),
      ],
    };
    given(opened())
      .when(found(diagnosis))
      .thenRecords(recorded(diagnosis), requestIdSeen('req_1', 'API /me'), requestIdSeen('req_2', 'Health'));
  });

  test('ignores the request_id of a request that succeeded', () => {
    const diagnosis = { ...outage, probes: [{ ...probe('API /me', 'req_1'), outcome: 'ok' as const }] };
    given(opened()).when(found(diagnosis)).thenRecords(recorded(diagnosis));
  });

  test('ignores a known request_id', () => {
    const diagnosis = { ...outage, probes: [probe('API /me', 'req_1')] };
    given(opened(), requestIdSeen('req_1', 'API /me'))
      .when(found(diagnosis))
      .thenRecords(recorded(diagnosis));
  });

  test("isn't recorded if it ends after the close", () => {
    given(opened(), resolved(), closed()).when(found(outage), { by: byBot }).thenRecords();
  });
});

describe('A diagnosis in the headline', () => {
  test('fills in cause and action if nobody has written them', () => {
    expect(incidentOf(opened(), diagnosed(outage))).toMatchObject({
      cause: { text: "Intercom's API returns 503", from: 'triage' },
      action: { text: 'Serve cached data', from: 'triage' },
    });
  });

  test('is replaced by a later one', () => {
    const other = { ...outage, leaf: 'token', owner: 'ours' as const, cause: 'The token is revoked' };
    expect(incidentOf(opened(), diagnosed(outage), diagnosed(other)).cause?.text).toBe(
      'The token is revoked',
    );
  });

  test.each(['nobody', 'unknown'] as const)('fills in nothing if it names no problem (%s)', (owner) => {
    const past = [opened(), diagnosed({ ...outage, owner })];
    expect(incidentOf(...past)).toMatchObject({ cause: null, action: null });
  });

  test('keeps the cause that triage found earlier if it says healthy', () => {
    expect(incidentOf(opened(), diagnosed(outage), diagnosed(healthy)).cause?.text).toBe(outage.cause);
  });
});

describe('The message of a diagnosis', () => {
  const posted: IncidentEvent = { type: 'diagnosis_posted', of: 2, ts: ts('5.1') };

  test('is recorded once', () => {
    const fact: Command = { type: 'record_diagnosis_post', of: 2, ts: ts('5.1') };
    given(opened(), diagnosed()).when(fact).thenRecords(posted);
    given(opened(), diagnosed(), posted).when(fact).thenRecords();
  });

  test('belongs to its own diagnosis', () => {
    const incident = incidentOf(opened(), diagnosed(), diagnosed(healthy), posted);
    expect([...incident.diagnoses].map(([seq, entry]) => [seq, entry.ts])).toEqual([
      [2, '5.1'],
      [3, null],
    ]);
  });

  test("changes nothing if the diagnosis isn't in the record", () => {
    const before = incidentOf(opened(), diagnosed());
    expect(incidentOf(opened(), diagnosed(), { ...posted, of: 99 })).toEqual({ ...before, seq: 3 });
  });
});
