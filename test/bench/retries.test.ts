import { expect, test } from 'vitest';
import { askToRetry, tooLate, unsure } from '../../bench/chaos/people/driver.ts';
import { createLog } from '../../src/app/log.ts';
import { RateLimited } from '../../src/slack/api/rate-limited-client.ts';
import { errorReply } from '../../src/slack/listening/error-reply.ts';
import { DatabaseAway, OutcomeUnknown } from '../../src/store/error-advice.ts';
import { minute } from '../domain/support/fixtures.ts';
import { quietIncident, tell } from '../store/support/orders.ts';
import { quickStore } from '../store/support/sqlite.ts';

const reply = (error: unknown): string => errorReply(createLog('silent'), error, 'note');
const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });

test.each([
  ['a full disk', full],
  ['a database that is away', new DatabaseAway(new Error('gone'))],
  ["Slack's rate limit", new RateLimited('views.open', 1_000, true)],
  ['a bug', new TypeError('x is not a function')],
])('a person of the chaos run tries again after %s', (_, error) => {
  expect(reply(error)).toMatch(askToRetry);
  expect(reply(error)).not.toMatch(unsure);
});

test('a person of the chaos run knows when it may have been saved', () => {
  expect(reply(new OutcomeUnknown(new Error('gone')))).toMatch(unsure);
});

test('a person of the chaos run chooses another time for an update if theirs has passed', async () => {
  const store = quickStore();
  const nothing = { impact: null, cause: null, action: null };
  const update = {
    type: 'post_update',
    status: 'INVESTIGATING',
    ...nothing,
    nextUpdateAt: minute(0),
  } as const;
  const refused = await tell(store, update, { target: await quietIncident(store), at: minute(1) });
  expect(refused).toMatchObject({ kind: 'refused', refusal: { refused: expect.stringMatching(tooLate) } });
});
