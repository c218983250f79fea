import { describe, expect, test } from 'vitest';
import type { Reminding } from '../../../src/domain/incident/items/reminding.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { itemReminderMessage, itemSummaryMessage } from '../../../src/slack/views/items/item-reminder.ts';
import { actionItem, day } from '../../domain/incident/items/support/items.ts';
import { incident } from '../support/incidents.ts';

const of = (when: Reminding['when'], overdue = 0): Reminding => ({
  incident: incident(),
  item: actionItem({ text: plainText(`${when} ${overdue}`) }),
  when,
  overdue,
  others: false,
});
const named = (text: string): string[] =>
  text.split('\n').flatMap((line) => /^☐ (.*)$/.exec(line)?.slice(1) ?? []);

describe('A reminder of more action items than it names', () => {
  const overdue = Array.from({ length: 12 }, (_, i) => of('overdue', i + 1));
  const message = itemReminderMessage([of('tomorrow'), of('today'), ...overdue, of('undated')]);

  test('names those that are most overdue, the worst first', () => {
    expect(named(message.text)).toEqual(overdue.map((_, i) => `overdue ${12 - i}`));
  });

  test('says how many more there are, and where they are listed', () => {
    expect(JSON.stringify(message.blocks)).toContain(
      '3 more. To see them all, run `/intercom-incident todos all`.',
    );
  });
});

test('A reminder says what is overdue before what is due today, tomorrow, and someday', () => {
  const all = [of('undated'), of('tomorrow'), of('today'), of('overdue', 1)];
  expect(itemReminderMessage(all).text.match(/^\*.*\*$/gm)).toEqual([
    '*Overdue*',
    '*Due today*',
    '*Due tomorrow*',
    '*Without a date*',
  ]);
});

test("A summary that can't name all overdue action items names the most overdue ones, and says where the others are listed", () => {
  const pending = Array.from({ length: 13 }, (_, i) => ({
    incident: incident(),
    item: actionItem({
      text: plainText(`due ${i + 1}`),
      due: { kind: 'day', day: day(`2026-11-${10 + i}`) },
    }),
  })).toReversed();
  const { text } = itemSummaryMessage(pending, day('2026-12-01'), () => 'Bob');
  expect(named(text)).toEqual(Array.from({ length: 12 }, (_, i) => `due ${i + 1}`));
  expect(text).toContain('… and 1 more overdue. To see them all, run `/intercom-incident todos all`.');
});
