import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import type { Millis } from '../../../src/domain/incident/ids.ts';
import { degradedMs, degradedPeriods } from '../../../src/domain/records/degraded-periods.ts';
import { postmortem } from '../../../src/domain/records/postmortem.ts';
import { supportPacket } from '../../../src/domain/records/support-packet.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { cancelled, closed, opened, reopened, resolved } from '../support/events.ts';
import { minute } from '../support/fixtures.ts';
import { given, incidentOf, type Past, record } from '../support/given.ts';

const begin = (startedAt: Millis): Command => ({ type: 'correct_start', startedAt });
const started = (to: Millis, from = minute(0)): IncidentEvent => ({ type: 'start_corrected', from, to });
const alert = { at: minute(-3), text: plainText('HTTP 503') };

describe("An incident's start", () => {
  test('can be corrected at any time, even after the close', () => {
    for (const past of [[], [resolved()], [resolved(), closed()]])
      given(opened(), ...past)
        .when(begin(minute(-25)))
        .thenRecords(started(minute(-25)));
  });

  test('can be later than the first alert, and at the latest the declaration', () => {
    given(opened({ firstAlert: alert }))
      .when(begin(minute(0)))
      .thenRecords(started(minute(0), minute(-3)));
    given(opened({ firstAlert: alert }))
      .when(begin((minute(0) + 30_000) as Millis))
      .thenRecords(started(minute(0), minute(-3)));
    given(opened())
      .when(begin((minute(0) - 1) as Millis))
      .thenRecords(started((minute(0) - 1) as Millis));
    given(opened())
      .when(begin((minute(0) + 1) as Millis))
      .thenRefused(/already has that start: 14:00 UTC/, 'started');
  });

  test.each([
    [
      'after the declaration',
      minute(5),
      /An incident can't start after its declaration, and 14:05 UTC is later than 14:00 UTC/,
    ],
    ['absurdly long before it', minute(-91 * 24 * 60), /2026-08-21 14:00 UTC, is more than 90 days before/],
    ['as it is known already', minute(0), /INC-7 already has that start: 14:00 UTC/],
  ])('is refused %s', (_, at, sentence) => {
    given(opened()).when(begin(at)).thenRefused(sentence, 'started');
  });

  test('is refused on a cancelled incident', () => {
    given(opened(), cancelled())
      .when(begin(minute(-5)))
      .thenRefused(/is cancelled\. Nothing/);
  });

  test('is what durations count from, and no deadline does', () => {
    const before = incidentOf(opened());
    const after = incidentOf(opened(), started(minute(-25)));
    expect(after).toMatchObject({ startedAt: minute(-25), openedAt: minute(0), degradedSince: minute(-25) });
    expect(after).toMatchObject({
      nextUpdateAt: before.nextUpdateAt,
      remindAt: before.remindAt,
      respondBy: before.respondBy,
    });
  });
});

describe('An incident that is declared late', () => {
  const open = (startedAt: Millis | null) => ({
    type: 'open' as const,
    title: opened().title,
    severity: 'P1' as const,
    impact: null,
    commander: null,
    firstAlert: null,
    startedAt,
  });

  test('keeps its start, and its deadlines count from the declaration', () => {
    given()
      .when(open(minute(-25)), { at: minute(0) })
      .thenRecords(opened({ startedAt: minute(-25) }));
    given()
      .when(open(null), { at: minute(0) })
      .thenRecords(opened());
  });

  test('is refused with a start in the future or absurdly far back', () => {
    given()
      .when(open(minute(5)), { at: minute(0) })
      .thenRefused(/is later than 14:00 UTC/, 'started');
    given()
      .when(open(minute(-200_000)), { at: minute(0) })
      .thenRefused(/more than 90 days before the declaration/, 'started');
  });

  test('can have its start corrected with the same form', () => {
    const earlier = { submitted: { ...open(minute(-25)) }, seq: 1 };
    const late = given(opened({ startedAt: minute(-25) }));
    late.when(open(minute(-30)), { earlier }).thenRecords(started(minute(-30), minute(-25)));
    late.when(open(minute(-25)), { earlier }).thenRecords();
    late.when(open(minute(90)), { earlier }).thenRefused(/is later than 14:00 UTC/, 'started');
  });
});

describe('A start before the declaration', () => {
  const end = { event: resolved(), at: minute(30) };
  const again = [
    { event: reopened(), at: minute(60) },
    { event: resolved(), at: minute(70) },
  ];
  const rightFromTheStart: Past[] = [opened({ startedAt: minute(-25) }), end, ...again];

  test.each<[string, Past[]]>([
    ['at once', [opened(), started(minute(-25)), end, ...again]],
    ['after the end', [opened(), end, { event: started(minute(-25)), at: minute(40) }, ...again]],
    ['at last', [opened(), end, ...again, { event: started(minute(-25)), at: minute(80) }]],
    ['twice', [opened(), started(minute(-99)), end, ...again, started(minute(-25), minute(-99))]],
  ])('has the figures of one that was right from the start when it is said %s', (_, past) => {
    const right = incidentOf(...rightFromTheStart);
    const incident = incidentOf(...past);
    expect(degradedPeriods(incident)).toEqual(degradedPeriods(right));
    expect(degradedMs(degradedPeriods(incident))).toBe(65 * 60_000);
    const facts = (events: readonly Past[]) =>
      postmortem(record(events), () => 'Ann')
        ?.split('\n')
        .filter((line) => /^\*\*(?:Date|Duration)|degraded/.test(line));
    expect(facts(past)).toEqual(facts(rightFromTheStart));
    expect(facts(past)?.[0]).toBe('**Date:** 2026-11-20 13:35 - 15:10 UTC');
    const where = { region: 'us', host: 'h', apiVersion: '1' };
    expect(supportPacket(incident, record(past), where)).toContain(
      'Started: 2026-11-20 13:35:00 UTC, ended: 2026-11-20 14:30:00 UTC',
    );
  });

  test("stays as people gave it if the declaration's entry is moved, unless it would be later than that", () => {
    const moved = (when: Millis) =>
      incidentOf(opened(), started(minute(-25)), { type: 'entry_edited', of: 1, when });
    expect(moved(minute(-10))).toMatchObject({ openedAt: minute(-10), startedAt: minute(-25) });
    expect(moved(minute(-40))).toMatchObject({ openedAt: minute(-40), startedAt: minute(-40) });
    const alerted = incidentOf(opened({ firstAlert: alert }), started(minute(-25), minute(-3)), {
      type: 'entry_edited',
      of: 0,
      when: minute(-5),
    });
    expect(alerted.startedAt).toBe(minute(-25));
  });

  test('is as people said again once the entry of its declaration is moved back', () => {
    const there: IncidentEvent = { type: 'entry_edited', of: 1, when: minute(-40) };
    const back: IncidentEvent = { type: 'entry_edited', of: 1, when: minute(0) };
    for (const past of [[opened(), started(minute(-25))], [opened({ startedAt: minute(-25) })]])
      expect(incidentOf(...past, there, back)).toMatchObject({
        openedAt: minute(0),
        startedAt: minute(-25),
        degradedSince: minute(-25),
      });
    expect(incidentOf(opened(), there, back).startedAt).toBe(minute(0));
  });
});
