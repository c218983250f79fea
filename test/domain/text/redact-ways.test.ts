import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractRequestIds } from '../../../src/domain/records/request-ids.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { incomingText } from '../../../src/slack/text/decode-text.ts';
import { processorMs } from '../../support/processor-time.ts';

const word = fc.stringMatching(/^[a-z0-9]{6}\d[A-Za-z0-9]{14,30}$/);
const token = fc.oneof(
  word.map((id) => `xoxb-1234567890-${id}`),
  word.map((id) => `xoxe.xoxp-1-${id}`),
  word.map((id) => `xapp-1-A0B1C2-99-${id}`),
  word.map((id) => `dG9rOm${id}=`),
  word.map((id) => `eyJhbGciOiJIUzI1NiJ9.${id}.${id}`),
);
/** Ways in which people paste what holds a secret of any shape. */
const ways: readonly ((secret: string) => string)[] = [
  (secret) => `Authorization: Bearer ${secret}`,
  (secret) => `curl -H "authorization: bearer ${secret}" https://api.intercom.io/me`,
  (secret) => `{"headers":{"Authorization":"Bearer ${secret}"}}`,
  (secret) => JSON.stringify(JSON.stringify({ access_token: secret })),
  (secret) => `INTERCOM_ACCESS_TOKEN=${secret}`,
  (secret) => `export SLACK_SIGNING_SECRET='${secret}'`,
  (secret) => `intercom:\n  access_token: ${secret}\n  region: eu`,
  (secret) => `https://api.intercom.io/me?access_token=${secret}&page=2`,
  (secret) => `clientSecret: "${secret}",`,
  (secret) => `api_key => ${secret}`,
  (secret) => `https://deploy:${secret}@git.example.com/x`,
  (secret) => `https://hooks.slack.com/services/T0000/B0000/${secret}`,
  (secret) => `Authorization=Bearer%20${secret}`,
];

describe('A secret that someone pastes', () => {
  test('in a known format is removed wherever it is', () => {
    fc.assert(
      fc.property(token, fc.constantFrom(' ', '"', '(', '<', '=', '/', '|', '\n', ','), (secret, before) => {
        expect(plainText(`seen${before}${secret} in the log`)).not.toContain(secret);
        expect(incomingText(`seen ${secret} &lt;${secret}&gt; \`${secret}\``)).not.toContain(secret);
      }),
    );
  });

  test('in any format is recognized by what precedes it', () => {
    fc.assert(
      fc.property(word, fc.constantFrom(...ways), (secret, way) => {
        expect(plainText(way(secret))).not.toContain(secret);
      }),
    );
  });

  test('is removed even with invisible characters inside', () => {
    fc.assert(
      fc.property(
        token,
        fc.constantFrom('\u200b', '\u200d', '\u200c', '\u2060', '\u00ad', '\u202e'),
        (secret, unseen) => {
          const hidden = `${secret.slice(0, 3)}${unseen}${secret.slice(3, 12)}${unseen}${secret.slice(12)}`;
          const kept = plainText(hidden).replaceAll(/[^\x21-\x7e]/g, '');
          expect(kept).not.toContain(secret);
        },
      ),
    );
  });

  test('is never taken for a request_id', () => {
    fc.assert(
      fc.property(token, (secret) => {
        expect(extractRequestIds(`{"request_id":"${secret}"}`)).toEqual([]);
        expect(extractRequestIds(`request id: ${secret}`)).toEqual([]);
      }),
    );
  });
});

test.each([
  'The access token was revoked at 14:30',
  'code: token_revoked, message: Access Token Invalid',
  'Bearer authentication is what they use',
  'export TOKEN=$INTERCOM_ACCESS_TOKEN',
  'request_id: 3f1c8a5e-0000-4000-8000-000000000001',
  'password: wrong again',
  'a family: 👨‍👩‍👧, می‌خواهم',
])("%s isn't redacted", (text) => {
  expect(plainText(text)).toBe(text);
});

test('Redacting a text of 100,000 characters takes only a moment', () => {
  for (const part of [' ', 'a', 'Bearer ', 'xox', 'token=', 'https://a:', '"', 'eyJ', '=\t'])
    expect(processorMs(() => plainText(part.repeat(Math.ceil(100_000 / part.length))))).toBeLessThan(1_000);
});
