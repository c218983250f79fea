import { describe, expect, test } from 'vitest';
import { plainText } from '../../../src/domain/text/text.ts';
import { readActionItems } from '../../../src/slack/conversations/ending/review.ts';
import { closeModal } from '../../../src/slack/views/forms/review-forms.ts';
import { longestReview } from '../support/extremes/longest.ts';
import { channel, incident } from '../support/incidents.ts';
import { inputsOf } from '../support/reading.ts';

describe('the action items of a review', () => {
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
  ])('come back from the close modal as they were: one %s', (_, one) => {
    const review = { ...longestReview('letters'), actionItems: [one] };
    const last = inputsOf(closeModal(incident({ review }), channel)).at(-1);
    expect(readActionItems(plainText(String(last?.element.initial_value)))).toEqual([one]);
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
    expect(readActionItems(plainText(text))).toEqual(items);
  });

  test('are none when nothing was filled in', () => {
    expect(readActionItems(null)).toEqual([]);
  });
});
