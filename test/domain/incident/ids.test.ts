import { expect, test } from 'vitest';
import { incidentName, parseIncidentName } from '../../../src/domain/incident/ids.ts';
import { incident7 } from '../support/fixtures.ts';

test.each([
  ['INC-7', 7],
  ['inc-7', 7],
  [' 7 ', 7],
  ['inc 7', 7],
  ['INC7', 7],
  ['Inc - 7', 7],
  ['#7', 7],
  ['INC #7', 7],
  ['INC-007', 7],
  ['INC-0', null],
  ['INC-', null],
  ['INC-7a', null],
  ['INC--7', null],
  ['-7', null],
  ['7.5', null],
  ['INC-9999999999', null],
  ['', null],
])('%j names the incident %s', (text, id) => {
  expect(parseIncidentName(text)).toBe(id);
});

test("An incident's name can be read back", () => {
  expect(parseIncidentName(incidentName(incident7))).toBe(7);
});
