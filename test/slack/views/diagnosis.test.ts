import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentIdSchema, messageTsSchema } from '../../../src/domain/incident/ids.ts';
import type { Diagnosis, Step } from '../../../src/domain/triage/diagnosis.ts';
import { stepsFor } from '../../../src/domain/triage/steps.ts';
import { factsOf } from '../../../src/domain/triage/template.ts';
import { tree } from '../../../src/domain/triage/tree.ts';
import { actionIds } from '../../../src/slack/ids.ts';
import { escapeText } from '../../../src/slack/text/mrkdwn.ts';
import { diagnosisMessage, privateDiagnosis } from '../../../src/slack/views/diagnosis.ts';
import { detailsAnswer, diagnosisDetails } from '../../../src/slack/views/diagnosis-details.ts';
import { parseStepBlockId, stepBlockId } from '../../../src/slack/views/steps.ts';
import { seen } from '../../domain/triage/support/observations.ts';
import { asked, diagnosis, entry, probe, step } from '../support/diagnoses.ts';
import { at, bob, id, incident as incidentNow, time } from '../support/incidents.ts';
import { blockText, objectsIn, valuesOf } from '../support/reading.ts';
import { longText, textKinds } from '../support/texts.ts';

const incident: Parameters<typeof diagnosisMessage>[0] = {
  id,
  severity: 'P1',
  status: 'INVESTIGATING',
  drill: null,
  diagnoses: new Map(),
};

describe('the text of a diagnosis', () => {
  test.each([
    ['posted', diagnosisMessage(incident, entry(), 'UTC')],
    ['private', privateDiagnosis(diagnosis(), time)],
  ])('begins with the five lines, %s', (_, { text }) => {
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
  ] as const)('says of %s: %s', (owner, word) => {
    expect(privateDiagnosis(diagnosis({ owner }), time).text).toMatch(
      new RegExp(`^Whose problem: ${word}\n`),
    );
  });

  test.each(['high', 'medium', 'low'] as const)('is %s in its confidence', (confidence) => {
    expect(privateDiagnosis(diagnosis({ confidence }), time).text).toContain(`\nConfidence: ${confidence}\n`);
  });

  test('has nothing but these lines: notifications and screen readers get it whole', () => {
    expect(diagnosisMessage(incident, entry(), 'UTC').text.split('\n')).toHaveLength(5);
    expect(privateDiagnosis(diagnosis(), time).text.split('\n')).toHaveLength(5);
  });

  test.each(textKinds)('has all five lines although cause and action have 250 characters: %s', (kind) => {
    const long = longText(kind, 250);
    const { text } = privateDiagnosis(diagnosis({ cause: long, action: long }), time);
    expect(text).toContain('\nConfidence: high\nSuggested severity: P1');
  });
});

describe('the blocks of a diagnosis', () => {
  const read = blockText(diagnosisMessage(incident, entry(), 'UTC'));

  test.each([
    ['whose problem it is', '*Whose problem:* Intercom  ·  *Confidence:* high'],
    ['how sure it is, and how bad', '*Confidence:* high  ·  *Suggested severity:* P1\n*Cause:* Intercom'],
    ['its first steps', 'Serve the stale cache'],
    ['when it was made', 'Checked <!date^1795269720^'],
    ['where the rest is', 'what each check saw and the questions asked are in the thread.'],
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

  describe('after another one', () => {
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

    test('show only steps that it has not', () => {
      expect(later({ steps: [two, three] })).toMatch(/Do three[\s\S]*all 2 steps/u);
      expect(later({ steps: [two, three] })).not.toContain('Do two');
    });

    test('say what to do where it has them all', () => {
      expect(later({ steps: [one, two], action: 'Go on' })).toContain('*Do now:* Go on');
    });

    test('say what to do where nothing is wrong any more', () => {
      const well = later({ owner: 'nobody', severity: null, steps: [three], action: 'Watch' });
      expect(well).toContain('*Do now:* Watch');
      expect(well).not.toContain('Do three');
    });

    test('show all of them where that one was never posted', () => {
      expect(later({ steps: [one, two] }, null)).toMatch(/Do one[\s\S]*Do two/u);
    });
  });

  test('say what to do where there are no steps', () => {
    const bare = diagnosis({ owner: 'nobody', severity: null, trail: [], steps: [], action: 'Watch' });
    const message = diagnosisMessage(incident, entry(bare), 'UTC');
    expect(blockText(message)).toContain('*Do now:* Watch');
    expect(message.text).toContain('\nSuggested severity: none');
  });

  test('say where the rest is when one person asked for it', () => {
    expect(blockText(privateDiagnosis(diagnosis(), time))).toContain('`/intercom-incident details` shows');
  });

  test('say that the checks agree again when they had not', () => {
    const calm = { ...entry(), calmed: { since: at('2026-11-21T13:50:00Z'), runs: 6 } };
    const { text } = diagnosisMessage(incident, calm, 'UTC');
    expect(text.split('\n').slice(4)).toEqual([
      'Suggested severity: P1',
      'The checks agree again: 6 in a row since <!date^1795269000^{date_short_pretty} at {time}|13:50 UTC>.',
    ]);
  });
});

describe('the suggested severity', () => {
  const made = (over: Partial<typeof incident>) => diagnosisMessage({ ...incident, ...over }, entry(), 'UTC');
  const offered = (over: Partial<typeof incident>) =>
    valuesOf(made(over).blocks, 'value').filter((value) => value !== 'done');

  test('is a button where the incident has another one', () => {
    expect(offered({ severity: 'P3' })).toEqual(['7:P1']);
  });

  test('is none where the incident has it, or is closed', () => {
    expect(offered({ severity: 'P1' })).toEqual([]);
    expect(offered({ severity: 'P3', status: 'CLOSED' })).toEqual([]);
  });

  test('changes no word of the verdict', () => {
    expect(made({ severity: 'P3' }).text).toBe(made({ severity: 'P1' }).text);
  });
});

describe('the details of a diagnosis', () => {
  const details = (over: Partial<Diagnosis> = {}) =>
    diagnosisDetails(incident, entry(diagnosis(over)), 'UTC');

  test.each([
    ['what a bad probe saw', ':x: API /me: 503 · 120 ms · service_unavailable'],
    ['what a good probe saw', ':white_check_mark: Our health endpoint: healthy'],
    ['the questions asked', '*Questions asked*\nDoes Intercom'],
    ['the commands to paste, in a box', "```curl -sS 'https://api.intercom.io/me'\necho done```"],
    ['what to do where a step cannot be done', "_Can't do this?_ The cache is cold: warm it."],
  ])('show %s', (_, text) => {
    expect(blockText(details())).toContain(text);
    expect(blockText(detailsAnswer(diagnosis(), time.now, time))).toContain(text);
  });

  test('tell in their text what a probe saw: status, milliseconds, code, request_id and the rate limit', () => {
    expect(details().text).toContain(
      '\nAPI /me: 503 · 120 ms · service_unavailable · request_id 3f1c2b9a-0000-4000-8000-000000000000 · 1666 of 1667 left\n',
    );
  });

  test('end their text with the questions and their answers', () => {
    expect(details().text.split('\n').slice(-2)).toEqual([
      "Does Intercom's API answer as expected? No: 503 after 120 ms",
      'Is an incident posted? No: none is open',
    ]);
  });

  test('begin for one person with when it was made, and then have the five lines', () => {
    const answer = detailsAnswer(diagnosis(), time.now, time);
    expect(answer.text).toMatch(/^Checked [^\n]*\nWhose problem: Intercom\nCause: /u);
    expect(blockText(answer)).toMatch(/^Checked /u);
  });

  test('say for an incident what the checks say by now, and in a drill that they are simulated', () => {
    const well = { owner: 'nobody', cause: 'Recovered: Intercom responds' } as const;
    const stretch = { ...well, leaf: 'recovered', since: at('2026-11-21T14:04:00Z'), runs: 1 };
    const drilled = incidentNow({
      stretches: [stretch],
      drill: { script: 'lunch-hour', startedAt: at('2026-11-21T13:00:00Z'), told: 0 },
    });
    const read = blockText(detailsAnswer(diagnosis(), at('2026-11-21T14:02:00Z'), time, drilled));
    expect(read).toMatch(/^\*DRILL: these checks are simulated\.\*/u);
    expect(read).toMatch(
      /Last checks:\* Nobody's\. Recovered: Intercom responds[\s\S]*Whose problem:\* Intercom/u,
    );
  });

  test.each([
    ['unknown', ':grey_question:'],
    ['not_run', ':heavy_minus_sign:'],
  ] as const)('do not show a probe that is %s as healthy', (outcome, mark) => {
    const probes = [probe({ outcome, summary: 'no token is set' })];
    expect(blockText(details({ probes }))).toContain(`${mark} API /me: no token is set`);
  });

  test('show an unknown answer as such', () => {
    const trail = [asked({ answer: 'unknown', because: 'the page could not be read' })];
    expect(details({ trail }).text).toContain('Cannot tell: the page could not be read');
  });

  test('hold together when nothing was asked and nothing is to be done', () => {
    const bare = details({ owner: 'nobody', severity: null, trail: [], steps: [] });
    expect(blockText(bare)).not.toContain('What to do');
  });
});

describe('the checklist', () => {
  const boxes = (message: ReturnType<typeof diagnosisMessage>) =>
    objectsIn(message.blocks).filter(({ type }) => type === 'checkboxes');
  const tick = { by: { kind: 'person', user: bob }, at: at('2026-11-21T14:04:00Z') } as const;
  const places = [
    ['in the channel', diagnosisMessage],
    ['in the thread', diagnosisDetails],
  ] as const;

  test.each(places)('has a box for each step, in its own block, %s', (_, view) => {
    const message = view(incident, entry(), 'UTC');
    expect(boxes(message).map(({ action_id }) => action_id)).toEqual([
      actionIds.tickStep,
      actionIds.tickStep,
    ]);
    expect(valuesOf(message.blocks, 'block_id')).toEqual(['step:7:5:serve_stale', 'step:7:5:retry_backoff']);
  });

  test.each(places)('ticks the box of a step that is done, and says by whom and when, %s', (_, view) => {
    const message = view(incident, entry(diagnosis(), new Map([['serve_stale', tick]])), 'UTC');
    expect(boxes(message).map(({ initial_options }) => initial_options)).toEqual([
      [{ text: { type: 'plain_text', text: 'Done', emoji: true }, value: 'done' }],
      undefined,
    ]);
    expect(blockText(message)).toContain(
      ':white_check_mark: *Serve the stale cache*\nDone by <@W012A3CDE>, <!date^1795269840^',
    );
  });

  test('of a diagnosis for one person has no boxes: nothing is recorded', () => {
    for (const message of [privateDiagnosis(diagnosis(), time), detailsAnswer(diagnosis(), time.now, time)]) {
      expect(boxes(message)).toEqual([]);
      expect(blockText(message)).toContain('Serve the stale cache');
    }
  });

  const texts = (steps: readonly Step[]) =>
    diagnosisDetails(incident, entry(diagnosis({ steps: [...steps] })), 'UTC');

  test('leaves the room of commands that are not there to what else can be done', () => {
    const otherwise = 'Warm the cache slowly. '.repeat(15).trim();
    const five = Array.from({ length: 5 }, (_, i) => step({ id: `step_${i}`, commands: [], otherwise }));
    expect(valuesOf(texts(five).blocks, 'text').filter((text) => text.endsWith(otherwise))).toHaveLength(5);
  });

  test('shows every command whole, with its undo, whichever the verdict is', () => {
    for (const { steps } of Object.values(tree.leaves)) {
      const all = stepsFor(steps, factsOf(seen()));
      const shownText = blockText(texts(all));
      for (const { commands, undo = '' } of all)
        for (const command of [commands.join('\n'), undo]) expect(shownText).toContain(escapeText(command));
    }
  });

  test('shows the first steps in their short form, whole, whichever the verdict is', () => {
    for (const { steps } of Object.values(tree.leaves)) {
      const all = stepsFor(steps, factsOf(seen()));
      const shownText = blockText(diagnosisMessage(incident, entry(diagnosis({ steps: all })), 'UTC'));
      for (const { title, short } of all.slice(0, 3)) expect(shownText).toContain(escapeText(short ?? title));
    }
  });

  test('closes the box of commands that are too long', () => {
    const long = step({ commands: ['&'.repeat(3_000)], otherwise: null });
    const commands = valuesOf(texts([long]).blocks, 'text').find((text) => text.includes('```'));
    expect(commands?.match(/```/g)).toHaveLength(2);
  });
});

describe('the place of a step', () => {
  test('is read back as it was written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1 }),
        fc.nat(),
        fc.string({ minLength: 1 }).filter((text) => !/[\n\r\u2028\u2029]/.test(text)),
        (number, of, name) => {
          const incident = incidentIdSchema.parse(number);
          expect(parseStepBlockId(stepBlockId(incident, of, name))).toEqual({ incident, of, step: name });
        },
      ),
    );
  });

  test.each([
    '',
    'step',
    'step:7:5:',
    'step:7:serve_stale',
    'step:x:5:serve_stale',
    'note:7:5:a',
    ' step:7:5:a',
  ])('is nothing in the block id %j', (blockId) => {
    expect(parseStepBlockId(blockId)).toBeNull();
  });
});
