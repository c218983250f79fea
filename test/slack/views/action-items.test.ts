import { describe, expect, test } from 'vitest';
import { itemOf, readItemLines } from '../../../src/domain/incident/items/read-item.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { closeModal } from '../../../src/slack/views/forms/review-forms.ts';
import { day, itemsOf } from '../../domain/incident/items/support/items.ts';
import { channel, incident } from '../support/incidents.ts';
import { inputsOf } from '../support/reading.ts';

describe("A review's action items", () => {
  const item = (what: string, owner: string | null = null, due: string | null = null) => ({
    what: plainText(what),
    owner: owner === null ? null : plainText(owner),
    due: due === null ? null : plainText(due),
  });

  test.each([
    ['whole', item('Alert on 5xx', 'Bob', '2026-12-01')],
    ['without a date', item('Alert on 5xx', 'Bob')],
    ['alone', item('Alert on 5xx')],
    ['with a dash in it', item('Alert - page too', 'Bob', 'soon')],
    ['of one word with a hyphen', item('re-check', 'Mary-Ann', '2026-12-01')],
    ['without an owner', item('Alert on 5xx', null, '2026-12-01')],
  ])('are read back from the close form unchanged: one %s', (_, one) => {
    const words = itemOf(one, { today: day('2026-11-20'), severity: 'P1' });
    const last = inputsOf(closeModal(incident({ items: itemsOf(words) }), channel)).at(-1);
    expect(readItemLines(plainText(String(last?.element.initial_value)))).toEqual([one]);
  });

  test.each([
    ['a blank line', 'one\n\n  \ntwo', [item('one'), item('two')]],
    [
      'bullets and boxes',
      '- [ ] one - Bob\n* two\n• three\n[x] four',
      [item('one', 'Bob'), item('two'), item('three'), item('four')],
    ],
    ['long dashes', 'one – Bob — 2026-12-01', [item('one', 'Bob', '2026-12-01')]],
    ['nothing', '', []],
  ])('are read past %s', (_, text, items) => {
    expect(readItemLines(plainText(text))).toEqual(items);
  });

  test('are empty if nothing was filled in', () => {
    expect(readItemLines(null)).toEqual([]);
  });
});
