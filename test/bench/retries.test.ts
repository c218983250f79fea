import { expect, test } from 'vitest';
import { askToRetry, unsure } from '../../bench/chaos/people/driver.ts';
import { createLog } from '../../src/app/log.ts';
import { errorReply } from '../../src/slack/listening/error-reply.ts';
import { DatabaseAway, OutcomeUnknown } from '../../src/store/error-advice.ts';

const reply = (error: unknown): string => errorReply(createLog('silent'), error, 'note');
const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });

test.each([
  ['a full disk', full],
  ['a database that is away', new DatabaseAway(new Error('gone'))],
  ['a bug', new TypeError('x is not a function')],
])('a person of the chaos run tries again after %s', (_, error) => {
  expect(reply(error)).toMatch(askToRetry);
  expect(reply(error)).not.toMatch(unsure);
});

test('a person of the chaos run knows when it may have been saved', () => {
  expect(reply(new OutcomeUnknown(new Error('gone')))).toMatch(unsure);
});
