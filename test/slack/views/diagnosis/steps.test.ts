import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentIdSchema } from '../../../../src/domain/incident/ids.ts';
import type { Step } from '../../../../src/domain/triage/diagnosis.ts';
import { stepsFor } from '../../../../src/domain/triage/steps.ts';
import { factsOf } from '../../../../src/domain/triage/template.ts';
import { tree } from '../../../../src/domain/triage/tree.ts';
import { actionIds } from '../../../../src/slack/ids.ts';
import { escapeText } from '../../../../src/slack/text/mrkdwn.ts';
import { diagnosisMessage, privateDiagnosis } from '../../../../src/slack/views/diagnosis/diagnosis.ts';
import { detailsAnswer, diagnosisDetails } from '../../../../src/slack/views/diagnosis/diagnosis-details.ts';
import { parseStepBlockId, stepBlockId } from '../../../../src/slack/views/diagnosis/steps.ts';
import { observed } from '../../../domain/triage/support/observations.ts';
import { diagnosis, entry, diagnosed as incident, step } from '../../support/diagnoses.ts';
import { at, bob, time } from '../../support/incidents.ts';
import { blockText, objectsIn, valuesOf } from '../../support/reading.ts';

describe('The checklist', () => {
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

  test.each(places)("ticks a completed step's box, and says who and when, %s", (_, view) => {
    const message = view(incident, entry(diagnosis(), new Map([['serve_stale', tick]])), 'UTC');
    expect(boxes(message).map(({ initial_options }) => initial_options)).toEqual([
      [{ text: { type: 'plain_text', text: 'Done', emoji: true }, value: 'done' }],
      undefined,
    ]);
    expect(blockText(message)).toContain(
      ':white_check_mark: *Serve the stale cache*\nDone by <@W012A3CDE>, <!date^1795269840^',
    );
  });

  test('of a diagnosis for one person has no boxes, because nothing is recorded', () => {
    for (const message of [privateDiagnosis(diagnosis(), time), detailsAnswer(diagnosis(), time.now, time)]) {
      expect(boxes(message)).toEqual([]);
      expect(blockText(message)).toContain('Serve the stale cache');
    }
  });

  const texts = (steps: readonly Step[]) =>
    diagnosisDetails(incident, entry(diagnosis({ steps: [...steps] })), 'UTC');

  test('gives unused space for commands to the alternatives', () => {
    const otherwise = 'Warm the cache slowly. '.repeat(15).trim();
    const five = Array.from({ length: 5 }, (_, i) => step({ id: `step_${i}`, commands: [], otherwise }));
    expect(valuesOf(texts(five).blocks, 'text').filter((text) => text.endsWith(otherwise))).toHaveLength(5);
  });

  test('shows every command whole, with its undo, for every verdict', () => {
    for (const { steps } of Object.values(tree.leaves)) {
      const all = stepsFor(steps, factsOf(observed()));
      const shownText = blockText(texts(all));
      for (const { commands, undo = '' } of all)
        for (const command of [commands.join('\n'), undo]) expect(shownText).toContain(escapeText(command));
    }
  });

  test("shows every step's title whole, with its warning, for every verdict", () => {
    for (const { steps } of Object.values(tree.leaves)) {
      const all = stepsFor(steps, factsOf(observed()));
      const shownText = blockText(texts(all));
      for (const { title } of all) expect(shownText).toContain(escapeText(title));
    }
  });

  test('shows the first steps in their short form, whole, for every verdict', () => {
    for (const { steps } of Object.values(tree.leaves)) {
      const all = stepsFor(steps, factsOf(observed()));
      const shownText = blockText(diagnosisMessage(incident, entry(diagnosis({ steps: all })), 'UTC'));
      for (const { title, short } of all.slice(0, 3)) expect(shownText).toContain(escapeText(short ?? title));
    }
  });

  test('closes the code block of commands that are too long', () => {
    const long = step({ commands: ['&'.repeat(3_000)], otherwise: null });
    const commands = valuesOf(texts([long]).blocks, 'text').find((text) => text.includes('```'));
    expect(commands?.match(/```/g)).toHaveLength(2);
  });
});

describe("A step's position", () => {
  test('is read back as written', () => {
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
  ])("isn't found in the block_id %j", (blockId) => {
    expect(parseStepBlockId(blockId)).toBeNull();
  });
});
