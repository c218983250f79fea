import { describe, expect, test } from 'vitest';
import { redact } from '../../../src/domain/text/redact.ts';

const gone = '[secret removed]';

describe('A secret in a text', () => {
  test.each([
    ['a bot token', 'xoxb-123456789012-1234567890123-AbCdEf'],
    ['a user token', 'xoxp-123456789012-abcdef'],
    ['a rotated token', 'xoxe.xoxb-1-MS0yLTEyMzQ1Njc4'],
    ['a refresh token', 'xoxe-1-My0xLTEyMzQ1Njc4'],
    ['an app-level token', 'xapp-1-A012-123-abcdef0123'],
    ["a browser's token", 'xoxd-AbCdEfGhIjKl%2BmNoP%3D%3D'],
    ['an Intercom access token', 'dG9rOmFiY2RlZmdoXzEyMzQ1Njc4OTA='],
  ])('is removed wherever it is: %s', (_name, secret) => {
    for (const [before, after] of [
      ['', ''],
      ['token=', ';'],
      ['("', '")'],
      ['see ', ' now'],
    ])
      expect(redact(`${before}${secret}${after}`)).toBe(`${before}${gone}${after}`);
  });

  test.each([
    ['a bearer token', 'Authorization: Bearer abcDEF123456._~+/-==', `Authorization: Bearer ${gone}`],
    ['a bearer token in any case', 'authorization: bearer abcDEF1234567', `authorization: bearer ${gone}`],
    [
      'the secret part of a webhook',
      'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXX',
      `https://hooks.slack.com/services/${gone}`,
    ],
    ['a cookie', 'Cookie: _session=abc123DEF; theme=dark', `Cookie: ${gone}`],
    ['a cookie in JSON', '"set-cookie":["_mkra_ctx=abc123DEF; path=/"]', `"set-cookie":["${gone}"]`],
    ['a signature', 'X-Hub-Signature-256: sha256=0123456789abcdef0', `X-Hub-Signature-256: ${gone}`],
    [
      'a signed address',
      'https://x.test/a?X-Amz-Signature=0123456789abcdef0&b=1',
      `https://x.test/a?X-Amz-Signature=${gone}&b=1`,
    ],
    ['several in one text', 'xoxb-1234567890 and dG9rOmFiY2RlZmdoMTIz', `${gone} and ${gone}`],
  ])('is removed: %s', (_name, text, kept) => {
    expect(redact(text)).toBe(kept);
  });

  test.each([
    'curl -H "Authorization: Bearer $INTERCOM_ACCESS_TOKEN" https://api.intercom.io/me',
    `curl -H "Authorization: Bearer \${INTERCOM_ACCESS_TOKEN}"`,
    'Bearer <token>',
    'cookie: the banner is broken',
    'the signature: sincerely-and-faithfully-yours',
    'the bearer token has expired',
    '401: Bearer authentication failed',
    'The API wants Bearer authentication.',
    'xoxb is the prefix of a bot token',
    'req_9f8e7d and 3f1c9a54-7f0e-4b7a-9c55-0d8f5c1e2b3a',
    '',
  ])("isn't confused with ordinary text: %s", (text) => {
    expect(redact(text)).toBe(text);
  });

  test.each([
    ['_xoxb-123456789012-AbCdEf_', 'AbCdEf'],
    ['_dG9rOmFiY2RlZmdoXzEyMzQ1Njc4OTA=_', 'mFiY2RlZmdo'],
    ['key_xapp-1-A012-123-abcdef0123', 'abcdef0123'],
  ])('is removed after an underscore too, as in italics: %s', (text, secret) => {
    expect(redact(text).includes(secret)).toBe(false);
  });

  test('is redacted once, and stays so', () => {
    const once = redact('Bearer abcdefghijklmnop xoxb-1234567890');
    expect(redact(once)).toBe(once);
  });
});
