import { describe, expect, test } from 'vitest';
import { explain } from '../../../src/domain/explain/explain.ts';
import { explanationLines } from '../../../src/domain/explain/format-explanation.ts';
import { overhear } from '../../support/overhear.ts';

const lines = (text: string, apiUrl = 'https://api.intercom.io', healthUrl: string | null = null) =>
  overhear(explanationLines(explain(text, { apiUrl, healthUrl })).join('\n'));

describe('The owner that explain() names', () => {
  test("is the host in the text, if that isn't Intercom", () => {
    expect(lines('401 Client Error: Unauthorized for url: https://api.stripe.com/v1/charges')).toMatch(
      /^Whose problem: api\.stripe\.com, not Intercom\nnot Intercom: api\.stripe\.com\n/,
    );
  });

  test("is us if the host is our health endpoint's", () => {
    const explained = lines(
      'https://sync.example.com/health answered 502',
      undefined,
      'https://sync.example.com/health',
    );
    expect(explained).toMatch(/^Whose problem: Ours\nnot Intercom: sync\.example\.com\n/);
  });

  test("is Intercom if the host is the configured API's", () => {
    const explained = lines(
      'GET https://intercom.gateway.example.com/me 503',
      'https://intercom.gateway.example.com',
    );
    expect(explained).toContain('Whose problem: Intercom\n');
  });

  test("isn't inferred from a counter", () => {
    expect(lines('http_requests_total{code="500"} 42')).toMatch(
      /^Whose problem: Cannot tell\na counter, not an error\n/,
    );
  });
});

describe('The commands that explain() suggests call', () => {
  test.each([
    ['the region that is set', '401', 'https://api.eu.intercom.io', 'https://api.eu.intercom.io/me'],
    [
      'the host that is set',
      '401',
      'https://gateway.example.com/intercom/',
      'https://gateway.example.com/intercom/me',
    ],
    [
      'the host that the text names',
      '401 from api.au.intercom.io',
      'https://api.intercom.io',
      'https://api.au.intercom.io/me',
    ],
    [
      'the host that the text names, before the one that is set',
      'GET https://api.eu.intercom.io/me 401',
      'https://api.au.intercom.io',
      'https://api.eu.intercom.io/me',
    ],
    ['its name alone', 'ENOTFOUND', 'https://api.eu.intercom.io', 'dig +short api.eu.intercom.io @1.1.1.1'],
    [
      'its port',
      'CERT_HAS_EXPIRED',
      'https://gw.example.com:8443',
      '-connect gw.example.com:8443 -servername gw.example.com ',
    ],
    ['the usual host', '401', 'https://api.intercom.io', 'https://api.intercom.io/me'],
  ])('%s', (_what, text, apiUrl, command) => {
    const explained = lines(text, apiUrl);
    expect(explained).toContain(command);
    if (!command.includes('api.intercom.io')) expect(explained).not.toContain('https://api.intercom.io');
  });

  test('no path that a shell would read as more than one word', () => {
    expect(lines('401', "https://gw.example.com/a;b$(c)'")).toContain(' https://gw.example.com/me');
  });
});

describe('The retry advice for a request that writes', () => {
  const careful =
    /Retry: not blindly: this was a \w+, and it may have succeeded although it failed here\. First check/;

  test.each([
    'POST https://api.intercom.io/contacts 503',
    'Server error: `POST https://api.intercom.io/contacts` resulted in a `502 Bad Gateway` response',
    'PUT /contacts/1 timed out',
    'PATCH https://api.intercom.io/x -> 504',
    'DELETE https://api.intercom.io/contacts/1 500 Internal Server Error',
    'Post "https://api.intercom.io/conversations/1/reply": context deadline exceeded',
    "AxiosError: timeout of 5000ms exceeded { config: { method: 'post', url: '/messages' } }",
    "requests.post('https://api.intercom.io/contacts') ReadTimeout",
    'curl: (28) Operation timed out\n$ curl -sS -d @body.json https://api.intercom.io/contacts',
    'contacts.create: IntercomError Status code: 503',
    'ECONNRESET while creating a contact',
    'feign.RetryableException: Read timed out executing POST https://api.intercom.io/events',
  ])('warns that it may have been carried out: %s', (text) => {
    expect(lines(text)).toMatch(careful);
  });

  test.each([
    'GET https://api.intercom.io/me 503',
    'POST https://api.intercom.io/conversations/search 503',
    'IntercomTimeoutError: Timeout exceeded when calling POST /contacts/search.',
    'POST https://api.intercom.io/companies/list 502',
    '503',
  ])("doesn't warn if nothing is written: %s", (text) => {
    expect(lines(text)).toContain('Retry: once, with backoff');
    expect(lines(text)).not.toMatch(careful);
  });

  test.each([
    'POST https://api.intercom.io/contacts 429',
    'POST /contacts 422 Unprocessable Entity',
    'connect ECONNREFUSED 34.1.2.3:443, POST /contacts',
  ])("doesn't warn if it certainly wasn't carried out: %s", (text) => {
    expect(lines(text)).not.toMatch(careful);
  });
});
