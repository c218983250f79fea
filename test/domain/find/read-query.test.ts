import { describe, expect, test } from 'vitest';
import { readQuery } from '../../../src/domain/find/read-query.ts';
import { anything, type Wanted } from '../../../src/domain/find/wanted.ts';
import { isRefusal } from '../../../src/domain/incident/refusal.ts';
import { utc } from '../support/fixtures.ts';

const now = utc('2026-11-20T14:00:00Z');
const read = (typed: string, takesWords = true) => readQuery(typed, { takesWords }, now, 'Europe/Berlin');
const filters = (typed: string, takesWords = true): Wanted => {
  const wanted = read(typed, takesWords);
  if (isRefusal(wanted)) throw new Error(wanted.refused);
  return { ...wanted, needles: [] };
};
const refused = (typed: string, takesWords = true): string => {
  const wanted = read(typed, takesWords);
  return isRefusal(wanted) ? wanted.refused : 'nothing was refused';
};

describe('A question', () => {
  test.each<[string, Partial<Wanted>]>([
    ['token revoked', {}],
    ['token p1 revoked P2', { severities: ['P1', 'P2'] }],
    ['token, P1,P2, owner:ours', { severities: ['P1', 'P2'], owner: 'ours' }],
    ['token since:30d', { since: utc('2026-10-21T14:00:00Z') }],
    ['token since:24H', { since: utc('2026-11-19T14:00:00Z') }],
    ['token since:2w', { since: utc('2026-11-06T14:00:00Z') }],
    ['token since:2026-11-01', { since: utc('2026-10-31T23:00:00Z') }],
    ['Owner:Intercom token', { owner: 'intercom' }],
    ['owner:us token', { owner: 'ours' }],
    ['token code:token_revoked', { code: 'token_revoked' }],
    ['open token', {}],
    ['"P1 since:30d" token', {}],
    ['status:open token', { statuses: ['INVESTIGATING', 'IDENTIFIED', 'MONITORING'] }],
    ['Status:Closed status:canceled token', { statuses: ['CLOSED', 'CANCELLED'] }],
    ['https://acme.slack.com token', {}],
    ['error: token', {}],
  ])('%j has these filters, wherever they stand', (typed, wanted) => {
    expect(filters(typed)).toEqual({ ...anything, ...wanted });
  });

  test('has the words that are no filters', () => {
    expect(read('Token P1 “since:1d” revoked')).toMatchObject({
      needles: ['token', 'since', '1d', 'revoked'].map((word) => ({ spellings: [[word]] })),
    });
  });

  test.each([
    [
      'since:',
      '"since:" isn\'t understood. Use a time span or a day, such as since:24h, since:30d, or since:2026-11-01.',
    ],
    [
      'since:2026-02-30',
      '"since:2026-02-30" isn\'t understood. Use a time span or a day, such as since:24h, since:30d, or since:2026-11-01.',
    ],
    [
      'owner:alice',
      '"owner:alice" isn\'t understood. Use owner:intercom, owner:ours, owner:nobody, or owner:unknown.',
    ],
    ['code:__', '"code:__" isn\'t understood. Use an error code, such as code:token_revoked.'],
    ['P5 token', '"P5" isn\'t a severity. Use P1, P2, P3, or P4.'],
    ['***', 'That has no letters or digits. Type a word to look for.'],
    ['"', 'That has no letters or digits. Type a word to look for.'],
    ['"" ""', 'That has no letters or digits. Type a word to look for.'],
    [',', 'That has no letters or digits. Type a word to look for.'],
    [
      'status:opne',
      '"status:opne" isn\'t understood. Use status:open, status:monitoring, status:resolved, status:closed, or status:cancelled.',
    ],
  ])('%j is refused with what to write', (typed, sentence) => {
    expect(refused(typed)).toBe(sentence);
  });
});

describe('A word with a colon', () => {
  test.each(['sinse:30d', 'ownr:intercom', 'cod:429', 'severity:P1', 'before:2026-11-01'])(
    '%s is refused with the filters that there are, as it is close to one',
    (typed) => {
      expect(refused(`token ${typed}`)).toBe(
        `"${typed}" isn't a filter. Filters are P1, status:open, since:30d, owner:intercom, and code:token_revoked. To look for words, put them in quotes.`,
      );
    },
  );

  test.each([
    'node:fs',
    'localhost:3000',
    'https://app.intercom.com/a:b',
    'ECONNRESET:443',
    'status:503',
    'error:429',
    '"ownr:intercom"',
    'sinse:',
  ])('%s is looked for as words', (typed) => {
    expect(read(typed)).toMatchObject({ ...anything, needles: expect.any(Array) });
    expect(read(typed)).not.toMatchObject({ needles: [] });
  });
});

describe('What is listed', () => {
  const open = ['INVESTIGATING', 'IDENTIFIED', 'MONITORING'] as const;

  test.each<[string, Partial<Wanted>]>([
    ['', {}],
    ['open', { statuses: open }],
    ['OPEN p1 since:30d', { statuses: open, severities: ['P1'], since: utc('2026-10-21T14:00:00Z') }],
    ['open, P1, since:30d', { statuses: open, severities: ['P1'], since: utc('2026-10-21T14:00:00Z') }],
    ['closed, Resolved', { statuses: ['CLOSED', 'RESOLVED'] }],
    ['status:closed', { statuses: ['CLOSED'] }],
    ['P1,p2', { severities: ['P1', 'P2'] }],
    ['all', {}],
    ['owner:ours code:429', { owner: 'ours', code: '429' }],
  ])('can be limited by %j', (typed, wanted) => {
    expect(filters(typed, false)).toEqual({ ...anything, ...wanted });
  });

  test.each([
    [
      'token',
      '"token" isn\'t a filter. Use open, closed, P1, since:30d, owner:intercom, or code:token_revoked. To look for words, use `find`.',
    ],
    ['INC-7', '"INC-7" isn\'t a filter. To see one incident, run `/intercom-incident status INC-7`.'],
    [
      'color:red',
      '"color:red" isn\'t a filter. Use open, closed, P1, since:30d, owner:intercom, or code:token_revoked.',
    ],
  ])('is no %j', (typed, sentence) => {
    expect(refused(typed, false)).toBe(sentence);
  });
});
