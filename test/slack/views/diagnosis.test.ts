import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentIdSchema } from '../../../src/domain/ids.ts';
import { stepsFor } from '../../../src/domain/triage/steps.ts';
import { factsOf } from '../../../src/domain/triage/template.ts';
import { tree } from '../../../src/domain/triage/tree.ts';
import { actionIds } from '../../../src/slack/ids.ts';
import { escapeText } from '../../../src/slack/mrkdwn.ts';
import {
  diagnosisMessage,
  parseStepBlockId,
  privateDiagnosis,
  stepBlockId,
} from '../../../src/slack/views/diagnosis.ts';
import { seen } from '../../domain/triage/observations.ts';
import { asked, diagnosis, entry, probe, step } from '../support/diagnoses.ts';
import { at, bob, id, shown } from '../support/incidents.ts';
import { blockText, objectsIn, valuesOf } from '../support/reading.ts';
import { longText, textKinds } from '../support/texts.ts';

describe('the text of a diagnosis', () => {
  test.each([
    ['posted', diagnosisMessage({ id }, entry(), 'UTC')],
    ['private', privateDiagnosis(diagnosis(), shown)],
  ])('begins with the five lines, %s', (_, { text }) => {
    expect(text.split('\n').slice(0, 5)).toEqual([
      'Whose problem: Intercom',
      "Cause: Intercom's API answers 503; nothing is posted on its status page yet",
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
    expect(privateDiagnosis(diagnosis({ owner }), shown).text).toMatch(
      new RegExp(`^Whose problem: ${word}\n`),
    );
  });

  test.each(['high', 'medium', 'low'] as const)('is %s in its confidence', (confidence) => {
    expect(privateDiagnosis(diagnosis({ confidence }), shown).text).toContain(
      `\nConfidence: ${confidence}\n`,
    );
  });

  test('tells what a probe saw: status, milliseconds, code, request_id and what is left of the rate limit', () => {
    expect(privateDiagnosis(diagnosis(), shown).text).toContain(
      '\nAPI /me: 503 · 120 ms · service_unavailable · request_id 3f1c2b9a-0000-4000-8000-000000000000 · 1666 of 1667 left\n',
    );
  });

  test('ends with the questions and their answers', () => {
    const { text } = privateDiagnosis(diagnosis(), shown);
    expect(text.split('\n').slice(-2)).toEqual([
      "Does Intercom's API answer as expected? No: 503 after 120 ms",
      'Is an incident posted? No: none is open',
    ]);
  });

  test.each(textKinds)('has all five lines although cause and action have 250 characters: %s', (kind) => {
    const long = longText(kind, 250);
    const { text } = privateDiagnosis(diagnosis({ cause: long, action: long }), shown);
    expect(text).toContain('\nConfidence: high\nSuggested severity: P1');
  });
});

describe('the blocks of a diagnosis', () => {
  const read = blockText(diagnosisMessage({ id }, entry(), 'UTC'));

  test.each([
    ['whose problem it is', '*Whose problem:* Intercom\n*Cause:* Intercom'],
    ['how sure it is', '*Confidence:* high\n*Suggested severity:* P1'],
    ['what a bad probe saw', ':x: API /me: 503 · 120 ms · service_unavailable'],
    ['what a good probe saw', ':white_check_mark: Our health endpoint: healthy'],
    ['the questions asked', '*Questions asked*\nDoes Intercom'],
    ['when it was made', 'Checked <!date^1795269720^'],
    ['the commands to paste, in a box', "```curl -sS 'https://api.intercom.io/me'\necho done```"],
    ['what to do where a step cannot be done', '_If you cannot:_ The cache is cold: warm it.'],
  ])('show %s', (_, text) => {
    expect(read).toContain(text);
  });

  test.each([
    ['unknown', ':grey_question:'],
    ['not_run', ':heavy_minus_sign:'],
  ] as const)('do not show a probe that is %s as healthy', (outcome, mark) => {
    const probes = [probe({ outcome, summary: 'no token is set' })];
    expect(blockText(privateDiagnosis(diagnosis({ probes }), shown))).toContain(
      `${mark} API /me: no token is set`,
    );
  });

  test('hold together when nothing was asked and nothing is to be done', () => {
    const bare = diagnosis({ owner: 'nobody', severity: null, trail: [], steps: [] });
    expect(privateDiagnosis(bare, shown).text).toContain('\nSuggested severity: none\n');
    expect(blockText(privateDiagnosis(bare, shown))).not.toContain('What to do');
  });

  test('show an unknown answer as such', () => {
    const trail = [asked({ answer: 'unknown', because: 'the page could not be read' })];
    expect(privateDiagnosis(diagnosis({ trail }), shown).text).toContain(
      'Cannot tell: the page could not be read',
    );
  });
});

describe('the checklist', () => {
  const boxes = (message: ReturnType<typeof diagnosisMessage>) =>
    objectsIn(message.blocks).filter(({ type }) => type === 'checkboxes');
  const tick = { by: { kind: 'person', user: bob }, at: at('2026-11-21T14:04:00Z') } as const;

  test('has a box for each step, in its own block', () => {
    const message = diagnosisMessage({ id }, entry(), 'UTC');
    expect(boxes(message).map(({ action_id }) => action_id)).toEqual([
      actionIds.tickStep,
      actionIds.tickStep,
    ]);
    expect(valuesOf(message.blocks, 'block_id')).toEqual(['step:7:5:serve_stale', 'step:7:5:retry_backoff']);
  });

  test('ticks the box of a step that is done, and says by whom and when', () => {
    const message = diagnosisMessage({ id }, entry(diagnosis(), new Map([['serve_stale', tick]])), 'UTC');
    expect(boxes(message).map(({ initial_options }) => initial_options)).toEqual([
      [{ text: { type: 'plain_text', text: 'Done', emoji: true }, value: 'done' }],
      undefined,
    ]);
    expect(blockText(message)).toContain(
      ':white_check_mark: *Serve the stale cache*\nDone by <@W012A3CDE>, <!date^1795269840^',
    );
  });

  test('of a diagnosis for one person has no boxes: nothing is recorded', () => {
    const message = privateDiagnosis(diagnosis(), shown);
    expect(boxes(message)).toEqual([]);
    expect(blockText(message)).toContain('*Serve the stale cache*');
  });

  test('leaves the room of commands that are not there to what else can be done', () => {
    const otherwise = 'Warm the cache slowly. '.repeat(15).trim();
    const five = Array.from({ length: 5 }, (_, i) => step({ id: `step_${i}`, commands: [], otherwise }));
    const { blocks } = privateDiagnosis(diagnosis({ steps: five }), shown);
    expect(valuesOf(blocks, 'text').filter((text) => text.endsWith(otherwise))).toHaveLength(5);
  });

  test('shows every command whole, with its undo, whichever the verdict is', () => {
    for (const { steps } of Object.values(tree.leaves)) {
      const all = stepsFor(steps, factsOf(seen()));
      const shownText = blockText(privateDiagnosis(diagnosis({ steps: all }), shown));
      for (const { commands, undo = '' } of all)
        for (const command of [commands.join('\n'), undo]) expect(shownText).toContain(escapeText(command));
    }
  });

  test('closes the box of commands that are too long', () => {
    const long = diagnosis({ steps: [step({ commands: ['&'.repeat(3_000)], otherwise: null })] });
    const commands = valuesOf(privateDiagnosis(long, shown).blocks, 'text').find((text) =>
      text.includes('```'),
    );
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
