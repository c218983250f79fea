import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../src/domain/explain/catalogue.ts';
import { explain } from '../../../src/domain/explain/explain.ts';
import { explanationLines } from '../../../src/domain/explain/format-explanation.ts';
import { overhear } from '../../support/overhear.ts';
import { processorMs } from '../../support/processor-time.ts';

const id = '3f1c9a54-7f0e-4b7a-9c55-0d8f5c1e2b3a';
const list = (code: string, message: string) =>
  `{"type":"error.list","request_id":"${id}","errors":[{"code":"${code}","message":"${message}"}]}`;

function keys(input: string): string[] {
  const explained = explain(input);
  overhear(explanationLines(explained));
  return explained.kind === 'known' ? explained.entries.map(({ key }) => key) : [];
}

describe('explain() knows', () => {
  test.each(catalogue.flatMap(({ code }) => (code === null ? [] : [code])))(
    'the code %s, in any case',
    (code) => {
      expect(keys(code)[0]).toBe(code);
      expect(keys(code.toUpperCase())[0]).toBe(code);
    },
  );

  test.each(catalogue.flatMap(({ key, http }) => (key.startsWith('http_') ? http : [])))(
    'the status %i',
    (status) => {
      expect(keys(String(status))).toEqual([`http_${status}`]);
    },
  );

  test.each([
    ['429', ['http_429']],
    ['HTTP 503', ['http_503']],
    ['status: 404', ['http_404']],
    ['got a 502 from intercom', ['http_502']],
    ['500 Internal Server Error', ['http_500']],
    ['5xx', ['5xx', 'http_500', 'http_502', 'http_503', 'http_504']],
    ['4XX', ['4xx']],
    ['200', ['2xx']],
    ['599', ['5xx']],
    [' token revoked ', ['token_revoked']],
    ['Rate limit exceeded', ['rate_limit_exceeded']],
    ['company_not_found', ['not_found']],
    ['stage_limit_exceeded', ['bad_request']],
    ['we see rate_limit_exceeded since 10:30', ['rate_limit_exceeded']],
    ['503 rate_limit_exceeded', ['rate_limit_exceeded', 'http_503']],
  ])('%j', (input, expected) => {
    expect(keys(input)).toEqual(expected);
  });
});

describe('explain() reads a pasted', () => {
  test.each([
    ['error list', list('token_revoked', 'x'), ['token_revoked']],
    [
      'list with several errors',
      '{"type":"error.list","errors":[{"code":"parameter_invalid"},{"code":"type_mismatch"}]}',
      ['parameter_invalid', 'type_mismatch'],
    ],
    [
      'older list with types',
      '{"type":"error.list","errors":[{"type":"token_not_found"}]}',
      ['token_not_found'],
    ],
    ['single error', '{"type":"error","request_id":"x","message":"Gone"}\nHTTP/1.1 500', ['http_500']],
    ['error key', '{"error_key":"parameter_missing","message":"no phone"}', ['parameter_missing']],
    ['object of errors', 'HTTP/2 422\n\n{"errors":{"base":"is too late"}}', ['http_422']],
    ['body in a code fence', `\`\`\`json\n${list('conflict', 'x')}\n\`\`\``, ['conflict']],
    ['body with smart quotes', list('not_found', 'x').replaceAll('"', '”'), ['not_found']],
    [
      'body escaped inside a log line',
      `{"level":"error","body":${JSON.stringify(list('server_error', 'x'))}}`,
      ['server_error'],
    ],
    [
      'curl -i',
      `HTTP/1.1 401 Unauthorized\r\ncontent-type: application/json\r\nx-request-id: ${id}\r\n\r\n${list('unauthorized', 'Access Token Invalid')}`,
      ['unauthorized'],
    ],
    [
      'curl -v',
      `* Connected to api.intercom.io {port 443}\n< HTTP/2 429\n<\n${list('rate_limit_exceeded', 'Exceeded')}\n* Closing`,
      ['rate_limit_exceeded'],
    ],
    ['body that is cut off', list('service_unavailable', 'Sorry').slice(0, -20), ['service_unavailable']],
    ['body with an unknown code', `HTTP/1.1 409\n${list('brand_new', 'x')}`, ['brand_new']],
    [
      'HTML page',
      '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body></html>',
      ['http_502'],
    ],
    [
      'page with an error in its title',
      '<!doctype html><title>api.intercom.io | 522: Connection timed out</title>',
      ['http_522'],
    ],
  ])('%s', (_name, input, expected) => {
    expect(keys(input)).toEqual(expected);
  });

  test('body and returns its request_id', () => {
    expect(explain(list('server_error', 'x')).requestIds).toEqual([id]);
  });
});

describe('explain() distinguishes', () => {
  const forbidden = (message: string) => keys(`HTTP/1.1 403 Forbidden\n${list('forbidden', message)}`)[0];

  test('a 403 from the IP allowlist', () => {
    expect(forbidden('Your IP address is not on the allowlist for API access')).toBe('ip_allowlist');
  });
  test('a 403 whose message has a quote and a brace before its reason', () => {
    const body = JSON.stringify({
      errors: [{ code: 'forbidden', message: '5" {x: IP address is not on the allowlist' }],
    });
    expect(keys(`HTTP/1.1 403 Forbidden\n${body} } trailing`)).toEqual(['ip_allowlist']);
  });
  test('a 403 because of the plan', () => {
    expect(forbidden('Active subscription needed.')).toBe('api_plan_restricted');
  });
  test('a 403 because of a scope', () => {
    expect(forbidden('You do not have the required scope (read_conversations)')).toBe('missing_scope');
  });
  test('a 403 without a reason', () => {
    expect(forbidden('You may not')).toBe('forbidden');
  });
  test('a 401 for a missing permission, which needs a regenerated token', () => {
    const explained = explain(list('token_unauthorized', 'Not authorized to access resource'));
    expect(explained.kind === 'known' && explained.entries.map(({ fix }) => fix).join(' ')).toContain(
      'regenerate the token',
    );
    expect(keys(list('unauthorized', 'Not authorized to access resource'))).toEqual(['missing_scope']);
  });
  test('a validation message about a plan from a 403', () => {
    expect(keys(`HTTP/1.1 422\n${list('parameter_invalid', 'plan is not valid')}`)).toEqual([
      'parameter_invalid',
    ]);
  });
});

describe("explain() doesn't know", () => {
  const unknownText = (input: string) => {
    const explained = explain(input);
    return explained.kind === 'unknown' ? explained.text : null;
  };

  test.each(['rubbish here', '42', '999', '{"hello":"world"}', '<b>hi</b>', '🤷'])(
    '%j, and says what to ask',
    (input) => {
      expect(unknownText(input)).toContain('Try a status (`429`), a code (`token_revoked`)');
    },
  );

  test('a mistyped code, and names the nearest one', () => {
    expect(unknownText('tokn_revokd')).toContain('The closest code is `token_revoked`.');
    expect(unknownText('parameter-invald')).toContain('`parameter_invalid`');
  });

  test('an empty text', () => {
    expect(unknownText('  ')).toContain('Nothing to explain');
  });

  test('a long text, and quotes little of it', () => {
    expect(unknownText('x'.repeat(10_000))?.length).toBeLessThan(350);
  });

  test("Intercom's current state, and says how to find out", () => {
    expect(unknownText('is intercom down?')).toContain('run `/intercom-incident triage`');
  });
});

describe("explain() for a code that isn't in the catalogue", () => {
  const lines = (status: string) =>
    explanationLines(
      explain(`${status}${list('brand_new', 'The flux capacitor of jane@example.com is open')}`),
    );

  test('quotes its message, and takes the owner from the status', () => {
    expect(lines('HTTP/1.1 422\n')).toEqual(
      expect.arrayContaining([
        'Whose problem: Ours',
        '422 brand_new',
        'It says: "The flux capacitor of [e-mail removed] is open"',
        'Retry: no',
      ]),
    );
    expect(lines('HTTP/1.1 503\n')[0]).toBe('Whose problem: Intercom');
    expect(lines('')[0]).toBe('Whose problem: Cannot tell');
  });

  test('names the permissions that a refusal asks for', () => {
    const body = JSON.stringify({
      errors: [
        { code: 'action_forbidden', message: 'No', data: { required_permissions: ['read_admins', 'x'] } },
      ],
    });
    expect(explanationLines(explain(body))).toContain('It says: "No; required permissions: read_admins, x"');
  });
});

describe('What explain() quotes', () => {
  const secret = 'dG9rOmFiY2RlZmdoXzEyMzQ1Njc4OTA=';
  test.each([
    ['a token that nothing is known of', `what is ${secret}`],
    ['a token in a message', list('brand_new', `no ${secret} here`)],
    ['a bearer token', `Authorization: Bearer abcDEF1234567890 is odd`],
    ['a cookie', 'Cookie: _session=abcDEF1234567890'],
    ['a signature', 'X-Hub-Signature: sha1=abcdef1234567890'],
    ['an e-mail address', 'abcDEF1234567890@example.com'],
  ])('contains no secret: %s', (_name, input) => {
    const explained = explanationLines(explain(input)).join('\n');
    expect(explained).not.toMatch(/dG9r|abcdef1234567890/i);
    expect(explained).toContain('removed]');
  });
});

test.each([
  ['open braces', '{'],
  ['quotes', '"'],
  ['words', 'ab '],
  ['status words', 'status '],
  ['codes', '"code":"'],
  ['messages', 'message: x'],
  ['titles', '<title>'],
  ['methods', 'GET /'],
  ['numbers', '429 '],
  ['numbers after words', 'returns a 503 '],
  ['slashes', '1/2/3/4/5'],
  ['decimals', '0.001 '],
  ['names of hosts', 'for url: https://a.b.'],
  ['dots', 'a.'],
  ['escapes', '&amp;lt;'],
  ['e-mail addresses', 'a@a.'],
  ['curl', 'curl '],
  ['names of errors', 'TimeoutError'],
  ['underscores', 'a_'],
  ['tokens', 'token '],
  ['proxies', 'tunnel connection '],
])('explain() is fast on hostile %s', (_name, part) => {
  const input = part.repeat(Math.ceil(100_000 / part.length));
  expect(processorMs(() => explain(input))).toBeLessThan(700);
});
