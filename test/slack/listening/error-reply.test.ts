import { expect, test } from 'vitest';
import { createLog } from '../../../src/app/log.ts';
import { RateLimited } from '../../../src/slack/api/rate-limited-client.ts';
import { errorReply } from '../../../src/slack/listening/error-reply.ts';
import { overhear } from '../../support/overhear.ts';

/** An error of SQLite or PostgreSQL, by its code. */
const coded = (code: string): Error => Object.assign(new Error('secret'), { code });
const kept = "That couldn't be done";

test.each([
  ['a full disk', coded('SQLITE_FULL'), `${kept}: the database disk is full.`],
  ['a read-only database', coded('SQLITE_READONLY'), `${kept}: the database is read-only.`],
  ['a damaged database', coded('SQLITE_CORRUPT'), `${kept}: the database is corrupt.`],
  ['a lock', coded('SQLITE_BUSY'), `${kept}: another program has the database locked.`],
  ['a broken disk', coded('SQLITE_IOERR'), `${kept}: the database disk isn't writable.`],
  ['a user without rights', coded('42501'), `${kept}: the database doesn't let the bot write.`],
  ['a full server', coded('53300'), `${kept}: the database has no connection left.`],
  ['an old primary', coded('OLD_PRIMARY'), `${kept}: the database is an old primary.`],
  ['a limit of Slack', new RateLimited('views.open', 1_500, false), 'Try again in 2 s.'],
  ['anything else', new TypeError('secret'), "That didn't work"],
])('A person whose action fails on %s is told so, without the error itself', (_, error, reply) => {
  const sentence = overhear(errorReply(createLog('silent'), error, 'command'));
  expect(sentence).toContain(reply);
  expect(sentence).not.toContain('secret');
  expect(sentence).toMatch(/Nothing was changed\./);
});
