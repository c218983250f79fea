import { describe, expect, test } from 'vitest';
import { readTodo } from '../../../src/slack/text/read-todo.ts';
import { day } from '../../domain/incident/items/support/items.ts';
import { alice } from '../../domain/support/fixtures.ts';

/** What was read, on a Saturday. */
const read = (typed: string) => {
  const { what, owner, due } = readTodo(typed, alice, day('2026-11-28'));
  return [what, owner, due];
};

describe('A typed action item', () => {
  test.each([
    ['Alert on 5xx', ['Alert on 5xx', null, null]],
    ['Alert on 5xx <@U0BOB|bob> by 2026-12-01', ['Alert on 5xx', '<@U0BOB|bob>', '2026-12-01']],
    ['Alert on 5xx by Monday <@U0BOB>', ['Alert on 5xx', '<@U0BOB>', '2026-11-30']],
    ['<@U0BOB> alert on 5xx by in 2 weeks', ['alert on 5xx', '<@U0BOB>', '2026-12-12']],
    [
      'Alert on 5xx <!subteam^S0SRE|@sre> by tomorrow',
      ['Alert on 5xx', '<!subteam^S0SRE|@sre>', '2026-11-29'],
    ],
    ['Alert on 5xx by 2026-12-1', ['Alert on 5xx', null, '2026-12-01']],
    ['Alert on 5xx @me', ['Alert on 5xx', '<@U0ALICE>', null]],
    ['Alert on 5xx due friday', ['Alert on 5xx', null, '2026-12-04']],
    ['Alert on 5xx, due: next monday', ['Alert on 5xx', null, '2026-11-30']],
    ['Alert on 5xx (due tomorrow)', ['Alert on 5xx', null, '2026-11-29']],
    ['Alert on 5xx <@U0BOB> due on 2026-12-01', ['Alert on 5xx', '<@U0BOB>', '2026-12-01']],
    ['<@U0BOB> to alert on 5xx - due by this Friday', ['alert on 5xx', '<@U0BOB>', '2026-12-04']],
    ['Alert on 5xx due Monday <@U0BOB>', ['Alert on 5xx', '<@U0BOB>', '2026-11-30']],
    ['Alert on 5xx <@U0BOB> due by friday', ['Alert on 5xx', '<@U0BOB>', '2026-12-04']],
    ['due tomorrow', ['', null, '2026-11-29']],
  ])('has its owner and due date: %s', (typed, expected) => {
    expect(read(typed)).toEqual(expected);
  });

  test.each([
    ['Alert on 5xx <@U0BOB> by next quarter', ['Alert on 5xx', '<@U0BOB>', 'next quarter']],
    ['Alert on 5xx <@U0BOB> by whenever it suits', ['Alert on 5xx', '<@U0BOB>', 'whenever it suits']],
    ['Alert on 5xx by the end of March <@U0BOB>', ['Alert on 5xx', '<@U0BOB>', 'the end of March']],
    ['Alert on 5xx by the next release', ['Alert on 5xx', null, 'the next release']],
    ['Alert on 5xx by Q1', ['Alert on 5xx', null, 'Q1']],
    ['Alert on 5xx by 1 Dec', ['Alert on 5xx', null, '1 Dec']],
    ['Alert on 5xx due next week', ['Alert on 5xx', null, 'next week']],
    ['Alert on 5xx <@U0BOB> due when it suits', ['Alert on 5xx', '<@U0BOB>', 'when it suits']],
  ])('has a due date in words: %s', (typed, expected) => {
    expect(read(typed)).toEqual(expected);
  });

  test.each([
    '12/1',
    '12/1/2026',
    '01.12.2026',
    '1.12.',
    '2026-02-30',
    'Dec 1, 2026',
    'December 1st',
    'the 1st of December',
    'the 15th',
    'Friday 17:00',
    'Fri EOD',
    'tomorrow at noon',
    'Monday morning',
    '5pm',
    '17:00',
    'tonight',
  ])('keeps a date or a time that no picker would write as its due date: %s', (due) => {
    expect(read(`Alert on 5xx by ${due}`)).toEqual(['Alert on 5xx', null, due]);
  });

  test.each([
    'Sort users by name',
    'Replace polling by webhooks',
    'Stand by the door',
    'Move by 2026-12-01 to webhooks, not by polling',
    'Check the hand-written list by hand',
    'Cut latency by 3.5 seconds',
    'Cut errors by 10',
    'Warn by SMS at night',
    'Ask by Monday; then decide',
    'Support those by marketing',
    'Find what is due to the proxy',
    'List the bills that are due',
    'Call (by phone)',
  ])("keeps words that aren't about time: %s", (typed) => {
    expect(read(typed)).toEqual([typed, null, null]);
  });

  test.each([
    ['Alert for <@U0BOB> by friday', ['Alert', '<@U0BOB>', '2026-12-04']],
    ['Alert by friday for <@U0BOB>', ['Alert', '<@U0BOB>', '2026-12-04']],
    ['Alert - <@U0BOB>', ['Alert', '<@U0BOB>', null]],
    ['Alert: <@U0BOB>', ['Alert', '<@U0BOB>', null]],
    ['<@U0BOB>: alert', ['alert', '<@U0BOB>', null]],
    ['<@U0BOB>, alert by friday', ['alert', '<@U0BOB>', '2026-12-04']],
    ['<@U0BOB> to alert on 5xx', ['alert on 5xx', '<@U0BOB>', null]],
    ['Alert, <@U0BOB>, by friday', ['Alert', '<@U0BOB>', '2026-12-04']],
    ['Alert by friday, <@U0BOB>,', ['Alert', '<@U0BOB>', '2026-12-04']],
    ['for <@U0BOB>', ['', '<@U0BOB>', null]],
    ['Find out what it is good for', ['Find out what it is good for', null, null]],
    ['Ask what to look for by friday', ['Ask what to look for', null, '2026-12-04']],
  ])('keeps nothing that only joins its owner to what is to be done: %s', (typed, expected) => {
    expect(read(typed)).toEqual(expected);
  });

  test("keeps words that aren't about time before its owner", () => {
    expect(read('Sort users by name <@U0BOB>')).toEqual(['Sort users by name', '<@U0BOB>', null]);
  });
});
