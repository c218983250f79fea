import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { isEmpty, readAnswer } from '../../src/resilience/read-answer.ts';
import { intercomIn } from './intercom.ts';
import { start } from './virtual-time.ts';

const page = '<!doctype html><html><body>Bad Gateway</body></html>';
const json = { 'content-type': 'application/json' };

describe('A returned response', () => {
  test('of fetch with a failing status is a failure', () => {
    const headers = { 'retry-after': '2' };
    expect(readAnswer(new Response('', { status: 503, headers }), start)).toMatchObject({
      kind: 'unavailable',
      waitMs: 2_000,
    });
  });

  test('of undici with a failing status is a failure', async () => {
    const { url, headers, time } = await intercomIn('rate_limited');
    const answer = await request(url, { headers });
    await answer.body.dump();
    expect(readAnswer(answer, time.now())).toMatchObject({ kind: 'limited', waitMs: 4_000 });
  });

  test.each([
    ['wrapped, by intercom-client 6 and 7', { ok: false, error: { reason: 'non-json', rawBody: page } }],
    ['as text, by axios and intercom-client 4', page],
    ['labelled as one, by fetch', new Response(page, { headers: { 'content-type': 'text/html' } })],
    ['in an answer of axios', { status: 200, headers: json, data: page }],
    ['in an answer of got', { statusCode: 200, headers: json, body: page }],
    ['as text that begins with a comment', `<!-- portal --> <!-- v2 -->\n${page}`],
    ['as text without a doctype', '<head><title>Log in</title></head>'],
    ['as text that begins with a redirect', '<meta http-equiv="refresh" content="0; url=/login">'],
    ['as text that begins with a byte order mark and white space', `\uFEFF\n\t ${page}`],
    ['as XML', '<?xml version="1.0"?><Error><Code>SlowDown</Code></Error>'],
    ['labelled as XHTML', new Response(page, { headers: { 'content-type': 'application/xhtml+xml' } })],
    ['as JSON that does not end, by axios', '{"type":"contact",'],
  ])('that is a web page, %s, is a failure', (_, answer) => {
    expect(readAnswer(answer, start)).toMatchObject({ kind: 'unavailable', carriedOut: 'maybe' });
  });

  test.each([
    'Bad Gateway',
    '502 Bad Gateway\n',
    '503 - Service Temporarily Unavailable.',
    'error code: 520',
    'no healthy upstream',
    'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
    '<h1>504 Gateway Time-out</h1>',
  ])("that is a gateway's plain text (%j) is a failure", (words) => {
    expect(readAnswer(words, start)).toMatchObject({ kind: 'unavailable', carriedOut: 'maybe' });
  });

  test('that is an endless HTML comment is read quickly', () => {
    const began = performance.now();
    expect(readAnswer('<!---->'.repeat(100_000), start)).toBeNull();
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test.each([
    ['rate_limit_exceeded', 'limited', 429],
    ['server_error', 'unavailable', 500],
    ['service_unavailable', 'unavailable', 503],
    ['token_revoked', 'refused', 401],
    ['forbidden', 'refused', 403],
    ['company_not_found', 'refused', 404],
    ['parameter_not_found', 'refused', 400],
    ['brand_new_code', 'refused', 400],
  ])("that is Intercom's error list (%s) is %s", (code, kind, status) => {
    const list = { type: 'error.list', request_id: 'r', errors: [{ code, message: 'for people' }] };
    expect(readAnswer(list, start)).toMatchObject({ kind, status, because: `Intercom answered ${code}` });
  });

  test('that is an error list without messages is a refusal without a reason', () => {
    const list = { type: 'error.list', errors: [{ code: 'Bearer dG9rZW4=' }] };
    expect(readAnswer(list, start)).toMatchObject({ kind: 'refused', because: 'Intercom answered an error' });
  });

  test.each([
    ['a good response', new Response('{}', { status: 200 })],
    ['a redirect', new Response(null, { status: 302, headers: { 'content-type': 'text/html' } })],
    ['a success without a body', new Response(null, { status: 204 })],
    ['a thing of yours with a status', { status: 500, name: 'an order' }],
    ['the HTML of an article', '<p>How to <b>log in</b></p>'],
    ['an article that begins with a comment', '<!-- draft --><p>How to log in</p>'],
    ['an article about a gateway', '<h1>502 Bad Gateway</h1><p>What to do when you see it</p>'],
    ['a message about one', 'Bad gateway, again! Can you help?'],
    ['a word of your own', 'not found'],
    ['text in braces', '{name}, welcome back'],
    ['JSON as text', '{"type":"contact"}'],
    ['nothing', undefined],
    ['a number', 500],
  ])('that is %s is no failure', (_, answer) => {
    expect(readAnswer(answer, start)).toBeNull();
  });
});

test.each([
  ['undefined', undefined, true],
  ['text without a letter', ' \n', true],
  ['an axios response without data', { status: 200, headers: json, data: '' }, true],
  ['null', null, false],
  ['an object without properties', {}, false],
  ['0', 0, false],
])('isEmpty() of %s is %3$s', (_, answer, empty) => {
  expect(isEmpty(answer)).toBe(empty);
});
