import { describe, expect, test } from 'vitest';
import { messageTsSchema } from '../../../../src/domain/incident/ids.ts';
import type { Diagnosis } from '../../../../src/domain/triage/diagnosis.ts';
import { diagnosisMessage, privateDiagnosis } from '../../../../src/slack/views/diagnosis/diagnosis.ts';
import { diagnosis, entry, diagnosed as incident, step } from '../../support/diagnoses.ts';
import { longText, textKinds } from '../../support/extremes/texts.ts';
import { at, time } from '../../support/incidents.ts';
import { blockText, valuesOf } from '../../support/reading.ts';

describe("A diagnosis's text", () => {
  test.each([
    ['posted', diagnosisMessage(incident, entry(), 'UTC')],
    ['private', privateDiagnosis(diagnosis(), time)],
  ])('starts with the five lines, %s', (_, { text }) => {
    expect(text.split('\n').slice(0, 5)).toEqual([
      'Whose problem: Intercom',
      "Cause: Intercom's API returns 503; nothing is posted on its status page yet",
      'Do now: Serve cached data, retry with backoff, keep the request_ids',
      'Confidence: high',
      'Suggested severity: P1',
    ]);
  });

  test.each([
    ['intercom', 'Intercom'],
    ['ours', 'Ours'],
    ['nobody', "Nobody's"],
    ['unknown', 'Cannot tell'],
  ] as const)('says for %s: %s', (owner, word) => {
    expect(privateDiagnosis(diagnosis({ owner }), time).text).toMatch(
      new RegExp(`^Whose problem: ${word}\n`),
    );
  });

  test.each(['high', 'medium', 'low'] as const)('has %s confidence', (confidence) => {
    expect(privateDiagnosis(diagnosis({ confidence }), time).text).toContain(`\nConfidence: ${confidence}\n`);
  });

  test('has only these lines, so notifications and screen readers get it whole', () => {
    expect(diagnosisMessage(incident, entry(), 'UTC').text.split('\n')).toHaveLength(5);
    expect(privateDiagnosis(diagnosis(), time).text.split('\n')).toHaveLength(5);
  });

  test.each(textKinds)('has all five lines although cause and action have 250 characters: %s', (kind) => {
    const long = longText(kind, 250);
    const { text } = privateDiagnosis(diagnosis({ cause: long, action: long }), time);
    expect(text).toContain('\nConfidence: high\nSuggested severity: P1');
  });
});

describe("A diagnosis's blocks", () => {
  const read = blockText(diagnosisMessage(incident, entry(), 'UTC'));

  test.each([
    ['whose problem it is', '*Whose problem:* Intercom  ·  *Confidence:* high'],
    ['how sure it is, and how bad', '*Confidence:* high  ·  *Suggested severity:* P1\n*Cause:* Intercom'],
    ['its first steps', 'Serve the stale cache'],
    ['when it was made', 'Checked <!date^1795269720^'],
    ['where the rest is', 'check results, and reasoning are in the thread.'],
  ])('show %s', (_, text) => {
    expect(read).toContain(text);
  });

  const steps = [1, 2, 3, 4].map((n) => step({ id: `step_${n}`, title: `Step ${n}` }));
  const four = blockText(diagnosisMessage(incident, entry(diagnosis({ steps })), 'UTC'));

  test.each([
    ['commands', '```'],
    ['what each check saw', 'API /me'],
    ['the questions asked', 'Is an incident posted?'],
    ['a fourth step', 'Step 4'],
  ])('leave %s to the thread', (_, text) => {
    expect(four).not.toContain(text);
  });

  test('show three steps, and how many there are', () => {
    expect(four).toContain('Step 3');
    expect(four).toContain('all 4 steps');
  });

  describe('A diagnosis after another one', () => {
    const [one, two, three] = ['one', 'two', 'three'].map((name) => step({ id: name, title: `Do ${name}` }));
    if (!one || !two || !three) throw new Error('There are three steps.');
    const before = {
      ...entry(diagnosis({ steps: [one, two] })),
      seq: 1,
      ts: messageTsSchema.parse('1795269720.000100'),
    };
    const later = (over: Partial<Diagnosis>, ts: typeof before.ts | null = before.ts) => {
      const next = { ...entry(diagnosis(over)), seq: 2 };
      const diagnoses = new Map([
        [1, { ...before, ts }],
        [2, next],
      ]);
      return blockText(diagnosisMessage({ ...incident, diagnoses }, next, 'UTC'));
    };

    test("shows only steps that the earlier one doesn't have", () => {
      expect(later({ steps: [two, three] })).toMatch(/Do three[\s\S]*all 2 steps/u);
      expect(later({ steps: [two, three] })).not.toContain('Do two');
    });

    test('says what to do if the earlier one has all of them', () => {
      expect(later({ steps: [one, two], action: 'Go on' })).toContain('*Do now:* Go on');
    });

    test('says what to do if nothing is wrong any more', () => {
      const well = later({ owner: 'nobody', severity: null, steps: [three], action: 'Watch' });
      expect(well).toContain('*Do now:* Watch');
      expect(well).not.toContain('Do three');
    });

    test('shows all steps if the earlier one was never posted', () => {
      expect(later({ steps: [one, two] }, null)).toMatch(/Do one[\s\S]*Do two/u);
    });
  });

  test('says what to do if there are no steps', () => {
    const bare = diagnosis({ owner: 'nobody', severity: null, trail: [], steps: [], action: 'Watch' });
    const message = diagnosisMessage(incident, entry(bare), 'UTC');
    expect(blockText(message)).toContain('*Do now:* Watch');
    expect(message.text).toContain('\nSuggested severity: none');
  });

  test('says where the rest is if one person asked for it', () => {
    expect(blockText(privateDiagnosis(diagnosis(), time))).toContain('`/intercom-incident details` shows');
  });

  test('says that the checks agree again if they had flapped', () => {
    const calm = { ...entry(), calmed: { since: at('2026-11-21T13:50:00Z'), runs: 6 } };
    const { text } = diagnosisMessage(incident, calm, 'UTC');
    expect(text.split('\n').slice(4)).toEqual([
      'Suggested severity: P1',
      'The checks agree again: 6 in a row since <!date^1795269000^{date_short_pretty} at {time}|13:50 UTC>.',
    ]);
  });
});

describe('The suggested severity', () => {
  const made = (over: Partial<typeof incident>) => diagnosisMessage({ ...incident, ...over }, entry(), 'UTC');
  const offered = (over: Partial<typeof incident>) =>
    valuesOf(made(over).blocks, 'value').filter((value) => value !== 'done');

  test('is a button if the incident has another one', () => {
    expect(offered({ severity: 'P3' })).toEqual(['7:P1']);
  });

  test('has no button if the incident has it, or is closed', () => {
    expect(offered({ severity: 'P1' })).toEqual([]);
    expect(offered({ severity: 'P3', status: 'CLOSED' })).toEqual([]);
  });

  test('changes no word of the verdict', () => {
    expect(made({ severity: 'P3' }).text).toBe(made({ severity: 'P1' }).text);
  });
});
