import { describe, expect, test } from 'vitest';
import { measurements } from '../../../src/domain/drill/format-review.ts';
import { type DrillReview, reviewAtClose, reviewDrill } from '../../../src/domain/drill/review.ts';
import type { EventOf } from '../../../src/domain/incident/events/events.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { overhear } from '../../support/overhear.ts';
import { outage } from '../support/diagnoses.ts';
import {
  channelReady,
  closed,
  opened,
  reopened,
  resolved,
  severityChanged,
  updatePosted,
} from '../support/events.ts';
import { bob, byBot, minute } from '../support/fixtures.ts';
import { type Past, record } from '../support/given.ts';

const drill = { script: 'quiet-night', startedAt: minute(0) };
/** Declared two minutes after the start; the next update is promised for minute 30. */
const declared: Past = { event: opened({ drill, respondBy: minute(17) }), at: minute(2) };
const at = (n: number, event: Exclude<Past, { event: unknown }>): Past => ({ event, at: minute(n) });
const command = (n: number): Past => at(n, { type: 'commander_assigned', user: bob, previous: null });
const storyTold = (part: number): Past => ({ event: { type: 'story_told', part }, at: minute(5), by: byBot });
const diagnosed = (n: number, over: Partial<EventOf<'diagnosed'>['diagnosis']> = {}): Past => ({
  event: {
    type: 'diagnosed',
    diagnosis: { ...outage, owner: 'intercom', kind: 'API outage', ...over },
    changed: true,
    inPlace: false,
    nextCheckAt: null,
  },
  at: minute(n),
  by: byBot,
});

function review(...past: Past[]): DrillReview {
  const made = reviewDrill(record([declared, ...past]));
  if (!made) throw new Error('There is no review.');
  overhear(measurements(made));
  return made;
}

/** How one thing went in a drill of this past, with `ok` before what went well. */
function went(what: string, ...past: Past[]): string {
  const line = measurements(review(...past)).find((one) => one.what === what);
  if (!line) throw new Error(`Nothing says ${what}.`);
  return `${line.well ? 'ok: ' : ''}${line.went}`;
}

describe("A drill's review", () => {
  test('exists only for drills with a known script', () => {
    expect(reviewDrill(record([opened(), closed()]))).toBeNull();
    expect(reviewDrill(record([opened({ drill: { ...drill, script: 'gone' } }), closed()]))).toBeNull();
    expect(reviewDrill([])).toBeNull();
  });

  test('says what good looks like for everything it measures', () => {
    expect(measurements(review()).map(({ good }) => good.length > 20)).toEqual(Array(6).fill(true));
  });

  test('measures the time to declare from the first symptom', () => {
    expect(went('Time to declare')).toBe('ok: 2 min after the first symptom');
    const late = reviewDrill(record([{ event: opened({ drill }), at: minute(12) }]));
    expect(late && measurements(late)[0]).toMatchObject({
      went: '12 min after the first symptom',
      well: false,
    });
  });

  test.each([
    ['nobody took command', []],
    ['ok: 5 min after the declaration', [command(7)]],
    ['ok: at declaration', [command(2)]],
    ['18 min after the declaration', [command(20)]],
    ['ok: 5 min after the declaration', [command(7), command(30)]],
  ])('says about command: %s', (words, past) => {
    expect(went('Time to take command', ...past)).toBe(words);
  });

  const identified = (n: number, cause: string | null = null) =>
    at(n, updatePosted({ status: 'IDENTIFIED', cause: cause === null ? null : plainText(cause) }));
  test.each([
    ['nobody ran the checks while they showed it; no update said IDENTIFIED', []],
    ['the checks showed it after 6 min; no update said IDENTIFIED', [diagnosed(6)]],
    [
      'ok: the checks showed it after 6 min; an update said IDENTIFIED after 7 min: "Their edge is down"',
      [diagnosed(6), identified(7, 'Their edge\nis down')],
    ],
    [
      'ok: the checks showed it after 6 min; an update said IDENTIFIED after 11 min',
      [diagnosed(4, { kind: 'slow API' }), diagnosed(6), diagnosed(8), identified(11)],
    ],
    [
      'the checks showed it after 6 min; an update said IDENTIFIED after 20 min',
      [diagnosed(6), identified(20)],
    ],
    [
      'the checks showed it after 6 min; an update said IDENTIFIED after 4 min, before the checks could tell',
      [identified(4), diagnosed(6)],
    ],
    [
      'the checks showed it after 6 min; no update said IDENTIFIED',
      [diagnosed(6), at(8, updatePosted({ status: 'INVESTIGATING' }))],
    ],
  ])('says about the right cause: %s', (words, past) => {
    expect(went('Time to the right cause', ...past)).toBe(words);
  });

  test.each([
    ['ok: P1, which is right', []],
    ['P1, then P3 (should have been P1)', [at(9, severityChanged({ from: 'P1', to: 'P3' }))]],
  ])('says about the severity: %s', (words, past) => {
    expect(went('Severity', ...past)).toBe(words);
  });

  const update = (n: number, next: number) => at(n, updatePosted({ nextUpdateAt: minute(next) }));

  test('lists five late updates, and says how many more there were', () => {
    const late = [31, 42, 53, 64, 75, 86].map((n) => update(n, n + 10));
    const words = went('Updates on time', ...late, at(90, resolved()));
    expect(words).toMatch(/^0 of 6(?:; the update due 1[45]:\d\d UTC was 1 min late){5}; others too$/);
  });

  test.each([
    ['ok: none was due', [at(20, resolved())]],
    ['ok: 1 of 1', [update(30, 60)]],
    ['0 of 1; the update due 14:30 UTC was 5 min late', [update(35, 60)]],
    ['1 of 2; the update due 15:00 UTC was 10 min late', [update(28, 60), at(70, resolved())]],
    [
      '0 of 1; the update due 14:30 UTC was 10 min late',
      [at(31, { type: 'snoozed', until: minute(46) }), update(40, 70)],
    ],
    [
      '0 of 1; the update due 14:20 UTC was 5 min late',
      [at(9, severityChanged({ nextUpdateAt: minute(20) })), update(25, 60)],
    ],
    ['ok: 1 of 1', [update(10, 40), at(20, resolved()), at(90, reopened({ nextUpdateAt: minute(120) }))]],
  ])('says about promised updates: %s', (words, past) => {
    expect(went('Updates on time', ...past)).toBe(words);
  });

  const requestIdSeen = (requestId: string): Past =>
    at(9, { type: 'request_id_seen', requestId, source: 'message', where: null });
  test.each([
    ['ok: none had appeared when you closed it', [storyTold(0)]],
    ['0 of the 1 shown', [storyTold(0), storyTold(1), requestIdSeen('req_of_triage_1')]],
    [
      'ok: 1 of the 1 shown',
      [storyTold(0), storyTold(1), requestIdSeen('d2111000-0000-4000-9000-0000000d0008')],
    ],
  ])('says about request_ids: %s', (words, past) => {
    expect(went('request_ids collected', ...past)).toBe(words);
  });
});

describe('Closing a drill again', () => {
  const past = [declared, at(3, channelReady()), at(30, resolved()), at(31, closed())];
  const again = [at(40, reopened()), at(41, resolved()), at(42, closed())];

  test('is preceded by a review at the first close', () => {
    expect(reviewAtClose(record(past), 4)).toMatchObject({ declaredAt: minute(2) });
  });

  test('adds no review if nothing has changed', () => {
    expect(reviewAtClose(record([...past, ...again]), 7)).toBeNull();
  });

  test('adds another review if something has changed', () => {
    const led = [at(40, reopened()), command(41), at(42, resolved()), at(43, closed())];
    expect(reviewAtClose(record([...past, ...led]), 8)).toMatchObject({ commandAt: minute(41) });
  });

  test('reviews the time up to its own close, whatever came after it', () => {
    const record7 = record([...past, at(40, reopened()), command(41)]);
    expect(reviewAtClose(record7, 4)).toMatchObject({ commandAt: null });
  });
});
