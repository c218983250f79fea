import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/domain/incident/commands.ts';
import { type HeadlineLine, headlineLines } from '../../../src/domain/incident/events/events.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { diagnosed } from '../support/diagnoses.ts';
import { closed, opened, reminded, resolved, updatePosted } from '../support/events.ts';
import { minute } from '../support/fixtures.ts';
import { given, incidentOf } from '../support/given.ts';

const change = (line: HeadlineLine, text: string): Command => ({
  type: 'change_line',
  line,
  text: plainText(text),
});
const facts = { impact: plainText('No inbox'), cause: plainText('5xx'), action: plainText('Waiting') };
const stands = updatePosted({ status: 'MONITORING', ...facts, nextUpdateAt: minute(15) });

describe.each(headlineLines)('Changing only %s', (line) => {
  test('is an update that leaves everything else unchanged', () => {
    given(opened(), stands)
      .when(change(line, 'Other words'), { at: minute(10) })
      .thenRecords(
        updatePosted({
          status: 'MONITORING',
          ...facts,
          changed: [line],
          [line]: plainText('Other words'),
          nextUpdateAt: minute(40),
        }),
      );
  });

  test("schedules the next update at the severity's pace, and says which deadline was missed", () => {
    given(opened(), reminded())
      .when(change(line, 'Other words'), { at: minute(45) })
      .thenRecords(
        updatePosted({
          status: 'INVESTIGATING',
          changed: [line],
          [line]: plainText('Other words'),
          nextUpdateAt: minute(75),
          missed: minute(30),
        }),
      );
  });

  test("is refused if it's unchanged", () => {
    given(opened(), stands)
      .when(change(line, facts[line]))
      .thenRefused(new RegExp(`The ${line} of INC-7 already says that\\. Nothing was changed`), line);
  });

  test('is refused with more than 3,000 characters', () => {
    given(opened())
      .when(change(line, 'x'.repeat(3_001)))
      .thenRefused(/3001 characters, limit 3000/, line);
  });

  test('is refused on an incident that is over', () => {
    given(opened(), resolved())
      .when(change(line, 'Words'))
      .thenRefused(/is resolved\. Nothing/);
    given(opened(), resolved(), closed())
      .when(change(line, 'Words'))
      .thenRefused(/is closed\. Nothing/);
  });
});

test("A cause that triage found stays triage's if a person changes only the impact", () => {
  const update = updatePosted({
    changed: ['impact'],
    impact: plainText('No inbox'),
    cause: plainText('HTTP 503'),
  });
  expect(incidentOf(opened(), diagnosed(), update).cause).toMatchObject({ from: 'triage' });
});
