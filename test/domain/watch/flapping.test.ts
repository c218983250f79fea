import { describe, expect, test } from 'vitest';
import { type Stretch, withRun } from '../../../src/domain/incident/check.ts';
import type { Command } from '../../../src/domain/incident/commands.ts';
import type { EventOf, IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import type { Diagnosis } from '../../../src/domain/triage/diagnosis.ts';
import { calmIn, flappingIn } from '../../../src/domain/watch/flapping.ts';
import { checkedAgain, diagnosed, healthy, outage } from '../support/diagnoses.ts';
import { cancelled, opened, reopened } from '../support/events.ts';
import { byBot, minute, ts } from '../support/fixtures.ts';
import { given, incidentOf, type Past } from '../support/given.ts';

const verdicts = {
  o: outage,
  h: healthy,
  s: { ...outage, leaf: 'api_slow', cause: 'Slow' },
  g: { ...outage, leaf: 'comes_and_goes', cause: 'Works at this moment' },
  r: { ...healthy, leaf: 'recovered', cause: 'Recovered: Intercom responds' },
} satisfies Record<string, Diagnosis>;
type Letter = keyof typeof verdicts;

/** `oho`: down, healthy, down again; two minutes apart. */
const runs = (letters: string): Diagnosis[] =>
  [...letters].flatMap((letter) =>
    Object.entries(verdicts).flatMap(([name, verdict]) => (name === letter ? [verdict] : [])),
  );
const stretches = (letters: string) =>
  runs(letters).reduce<readonly Stretch[]>(
    (so, { leaf, owner, cause }, i) => withRun(so, { at: minute(2 * i), leaf, owner, cause }),
    [],
  );

describe('Checks flap', () => {
  test.each(['hoho', 'ohoh', 'oohhoohh', 'ogogo', 'hohoh', 'ooohhhoooh', 'oshos'])('in %s', (letters) => {
    const all = [...letters].map((_, i) => flappingIn(stretches(letters.slice(0, i + 1))) !== null);
    expect(all).toContain(true);
  });

  test.each([
    'o',
    'oh',
    'oho',
    'osh',
    'oooohhhh',
    'oshg',
    'ooooooooohhhhhhhhhoooooooooh',
    'orhrhrhrh',
    'oggrrgghhrrhh',
  ])('not in %s, which continues', (letters) => {
    const all = [...letters].map((_, i) => flappingIn(stretches(letters.slice(0, i + 1))) !== null);
    expect(all).not.toContain(true);
  });

  test('since the first change, between the last reported verdicts on each side', () => {
    expect(flappingIn(stretches('hogo'))).toEqual({
      since: minute(2),
      changes: 3,
      between: [
        { owner: 'intercom', cause: 'Works at this moment' },
        { owner: 'intercom', cause: outage.cause },
      ],
    });
  });
});

test('A healthy result in other words starts nothing after flapping checks', () => {
  expect(flappingIn(stretches('hohohggggggrrrrr'))).toBeNull();
  expect(flappingIn(stretches('hohohgggrrrrrh'))).toBeNull();
});

describe('Checks agree again', () => {
  test.each(['hohohhhhhhhhh', 'ohohooooooooo', 'ohoggggghhhhhhhhh', 'ohorrrhhhhhh'])('in %s', (letters) => {
    expect(calmIn(stretches(letters))).not.toBeNull();
    expect(calmIn(stretches(letters.slice(0, -1)))).toBeNull();
  });

  test("not while they say that it's intermittent", () => {
    expect(calmIn(stretches('ohoggggggggggggg'))).toBeNull();
  });

  test('since the first of the runs that were healthy', () => {
    expect(calmIn(stretches('ohoggrrrhhhhhh'))).toEqual({ since: minute(10), runs: 9 });
  });
});

describe('A run of the checks', () => {
  const run = (diagnosis: Diagnosis, asked = false): Command => ({
    type: 'record_diagnosis',
    diagnosis,
    asked,
  });
  const order = { by: byBot, at: minute(10) };
  const posted: IncidentEvent = { type: 'diagnosis_posted', of: 2, ts: ts('5.1') };
  const past: Past[] = [opened(), diagnosed(), posted, diagnosed(healthy), diagnosed()];
  const between = [
    { owner: 'intercom', cause: outage.cause },
    { owner: 'nobody', cause: healthy.cause },
  ] as const;
  const flapping: IncidentEvent = { type: 'flapping', since: minute(0), changes: 3, between: [...between] };
  const measured = (letter: Letter): EventOf<'checked'> => {
    const { leaf, owner, cause } = verdicts[letter];
    const sample = { ms: null, failed: 0, total: 0 };
    return checkedAgain({ leaf, owner, cause, sample, nextCheckAt: minute(12) });
  };
  const found = (diagnosis: Diagnosis) => ({
    ...diagnosed(diagnosis),
    nextCheckAt: minute(12),
  });

  test('that returns to a verdict once more is reported as flapping', () => {
    given(...past)
      .when(run(healthy), order)
      .thenRecords(measured('h'), flapping);
  });

  test("isn't compared with runs before the incident was over and reopened", () => {
    given(...past, cancelled(), reopened())
      .when(run(healthy), order)
      .thenRecords(found(healthy));
  });

  test('while they flap is one more measurement', () => {
    const flaps = [...past, measured('h'), flapping];
    given(...flaps)
      .when(run(outage), order)
      .thenRecords(measured('o'));
    given(...flaps)
      .when(run(verdicts.g), order)
      .thenRecords(measured('g'));
  });

  test('is still a diagnosis if it says something new, or someone asked', () => {
    const flaps = [...past, measured('h'), flapping];
    given(...flaps)
      .when(run(verdicts.s), order)
      .thenRecords(found(verdicts.s));
    given(...flaps)
      .when(run(outage, true), order)
      .thenRecords({ ...found(outage), changed: false, asked: true });
  });

  test('is a diagnosis as long as nobody has seen one', () => {
    given(opened(), diagnosed(), diagnosed(healthy), diagnosed())
      .when(run(healthy), order)
      .thenRecords(found(healthy), flapping);
  });

  test('that agrees again on the last reported verdict is a measurement that says so', () => {
    const flaps = [...past, measured('h'), flapping, ...Array.from({ length: 8 }, () => measured('o'))];
    const calmed = { since: minute(0), runs: 9 };
    given(...flaps)
      .when(run(outage), order)
      .thenRecords({ ...measured('o'), calmed });
    expect(incidentOf(...flaps, { ...measured('o'), calmed }).flapping).toBeNull();
  });

  test('that agrees again is a diagnosis that says so, and healthy ones are a recovery', () => {
    const flaps = [...past, measured('h'), flapping, ...Array.from({ length: 7 }, () => measured('h'))];
    const calmed = { since: minute(0), runs: 9 };
    given(...flaps)
      .when(run(healthy), order)
      .thenRecords({ ...found(healthy), calmed }, { type: 'recovered', since: minute(0) });
    given(...flaps.slice(0, -1))
      .when(run(healthy), order)
      .thenRecords(measured('h'));
  });
});
