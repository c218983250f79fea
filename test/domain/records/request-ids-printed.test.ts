import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractRequestIds } from '../../../src/domain/records/request-ids.ts';
import { processorMs } from '../../support/processor-time.ts';

/** Ids as Intercom is known to send them: UUIDs, 20 characters of base 32 (also without a digit), `req_…`. */
const base32 = fc.array(fc.constantFrom(...'0123456789abcdefghijklmnopqrstuv'), {
  minLength: 20,
  maxLength: 20,
});
const letters = fc.array(fc.constantFrom(...'abcdefghijklmnopqrstuv'), { minLength: 20, maxLength: 20 });
const id = fc.oneof(
  fc.uuid(),
  base32.map((signs) => signs.join('')),
  letters.map((signs) => signs.join('')),
  fc.stringMatching(/^req_[a-z0-9]{6,20}[0-9]$/),
);

/** Ways in which programs, people and pages print an id with its name. */
const ways: Readonly<Record<string, (id: string) => string>> = {
  JSON: (id) => `{"type":"error.list","request_id":"${id}","errors":[]}`,
  'pretty JSON': (id) => `{\n  "type": "error.list",\n  "request_id": "${id}",\n  "errors": []\n}`,
  'JSON in JSON': (id) => JSON.stringify({ body: JSON.stringify({ request_id: id }) }),
  'JSON with escaped signs': (id) => `{\\u0022request_id\\u0022:\\u0022${id}\\u0022}`,
  'JSON in a URL': (id) => `?error=%7B%22request_id%22%3A%22${id}%22%7D`,
  'JSON in HTML': (id) => `<pre>{&quot;request_id&quot;:&quot;${id}&quot;}</pre>`,
  'smart quotes': (id) => `{“request_id”:“${id}”}`,
  'a JavaScript object': (id) => `{ type: 'error.list', request_id: '${id}', errors: [ [Object] ] }`,
  'a Python dict': (id) => `{'request_id': '${id}', 'type': 'error.list'}`,
  'a Python 2 dict': (id) => `{u'request_id': u'${id}', u'type': u'error.list'}`,
  'a Ruby hash': (id) => `{"request_id"=>"${id}", "type"=>"error.list"}`,
  'a Ruby hash with symbols': (id) => `{:request_id=>"${id}", :type=>"error.list"}`,
  'a new Ruby hash': (id) => `{request_id: "${id}", type: "error.list"}`,
  'a Ruby object': (id) => `#<Intercom::ServerError @http_code=500, @request_id="${id}">`,
  'a PHP array': (id) => `Array\n(\n    [type] => error.list\n    [request_id] => ${id}\n)`,
  'a PHP var_dump': (id) => `array(2) {\n  ["request_id"]=>\n  string(${id.length}) "${id}"\n}`,
  'a PHP export': (id) => `array (\n  'request_id' => '${id}',\n)`,
  'a Go map': (id) => `map[errors:[] request_id:${id} type:error.list]`,
  'a Java object': (id) => `ErrorList{type=error.list, requestId=${id}, errors=[]}`,
  logfmt: (id) => `level=error request_id=${id} status=500`,
  YAML: (id) => `type: error.list\nrequest_id: ${id}\nerrors: []`,
  'XML with the name as a tag': (id) => `<error><request_id>${id}</request_id></error>`,
  'a header': (id) => `content-type: application/json\nx-request-id: ${id}\nserver: nginx`,
  'a header in capitals': (id) => `X-REQUEST-ID: ${id}`,
  "Intercom's header": (id) => `x-intercom-request-id: ${id}`,
  'headers of axios': (id) => `'x-request-id': '${id}',\n 'x-runtime': '0.029250',`,
  'a row of a table': (id) => `| code | unauthorized |\n| request_id | ${id} |`,
  'a column of a table': (id) => `| request_id | code |\n| --- | --- |\n| ${id} | unauthorized |`,
  'a column of a database': (id) =>
    `+--------+----------------------+\n| status | request_id           |\n+--------+----------------------+\n|    401 | ${id} |\n+--------+---+`,
  'a column of console.table': (id) =>
    `┌─────────┬──────┬────────────┐\n│ (index) │ code │ request_id │\n├─────────┼──────┼────────────┤\n│ 0       │ 401  │ '${id}' │\n└─────────┴──────┴────────────┘`,
  'a column of blanks': (id) => `STATUS   REQUEST_ID             TOOK\n401      ${id}   12ms`,
  CSV: (id) => `time,status,request_id\n10:02,401,${id}`,
  'CSV in quotes': (id) => `"status","request_id"\n"401","${id}"`,
  TSV: (id) => `request_id\tstatus\n${id}\t401`,
  'an HTML table': (id) => `<table><tr><td>request_id</td>\n    <td class="mono">${id}</td></tr></table>`,
  'an HTML list': (id) => `<dt><b>request_id</b>:</dt> <dd><code>${id}</code></dd>`,
  'HTML as Slack escapes it': (id) => `&lt;td&gt;request_id&lt;/td&gt;&lt;td&gt;${id}&lt;/td&gt;`,
  'an attribute': (id) => `<div data-request-id="${id}">`,
  'Slack emphasis': (id) => `*request_id:* \`${id}\``,
  'Slack italics': (id) => `_request_id_: ${id}`,
  'Markdown emphasis': (id) => `**request_id**: \`${id}\``,
  'an arrow': (id) => `request_id → ${id}`,
};

describe('a request_id is found as it is printed in', () => {
  test.each(Object.entries(ways))('%s', (_name, print) => {
    fc.assert(
      fc.property(id, (one) => {
        expect(extractRequestIds(print(one))).toEqual([one]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('Several request_ids are found', () => {
  const shaped = fc.uniqueArray(
    fc.oneof(
      fc.uuid(),
      base32.map((s) => s.join('')).filter((s) => /\d/.test(s)),
    ),
    {
      minLength: 2,
      maxLength: 5,
    },
  );
  const lists: Readonly<Record<string, (ids: string[]) => string>> = {
    'after one name, with commas': (ids) => `request_ids: ${ids.join(', ')}`,
    'in brackets': (ids) => `"request_ids": ["${ids.join('","')}"]`,
    'in a Python list': (ids) => `request_ids = ['${ids.join("', '")}']`,
    'with an and': (ids) => `request ids: ${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}`,
    'as a YAML list': (ids) => `request_ids:\n${ids.map((one) => `  - ${one}`).join('\n')}`,
    'as lines': (ids) => `request_ids:\n${ids.join('\n')}`,
    'as bullets': (ids) => `Request IDs:\n${ids.map((one) => `• \`${one}\``).join('\n')}`,
    'in a column': (ids) => `| request_id | n |\n|---|---|\n${ids.map((one) => `| ${one} | 1 |`).join('\n')}`,
  };
  test.each(Object.entries(lists))('%s', (_name, print) => {
    fc.assert(
      fc.property(shaped, (ids) => {
        expect(extractRequestIds(print(ids))).toEqual(ids);
      }),
      { numRuns: 40 },
    );
  });

  test('in a list, even if they have no known format', () => {
    expect(extractRequestIds('request_ids: 000gq2c8s1b5, 001e3r1v0jq3')).toEqual([
      '000gq2c8s1b5',
      '001e3r1v0jq3',
    ]);
  });
});

describe('Prose contains no request_id', () => {
  const words =
    'the request id ids request_id request_ids is was are in of from Intercom support asked for a missing please look unfortunately internationalization conversation-list search_results user_id contact token token_revoked rate_limit_exceeded and or not none null see here 404 503 10:30 2026-11-05 12 v2.16 P1 INC-12 inbox, requests. ids: id: request: (is) "the" — catchphrase strengths req req_ request-scoped requestIdFromHeader'.split(
      ' ',
    );
  test('whatever words are next to each other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words), { maxLength: 30 }),
        fc.constantFrom(' ', '\n'),
        (found, gap) => {
          expect(extractRequestIds(found.join(gap))).toEqual([]);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test.each([
    'request_id: missing, ask them',
    'request_id: unfortunately none',
    'no request_id: the answer was HTML',
    'request_id: n/a',
    'request_id: "undefined"',
    '"request_id":"placeholder"',
    'the column request_id | status | code',
    'request_id,status\n,401',
    'x-amzn-requestid: 8f0c5a1e-0000-4000-8000-000000000001',
    'x-ms-request-id: 8f0c5a1e-0000-4000-8000-000000000001',
    'request_id: 2026-11-05',
    'request_id: requestIdFromHeader',
    'const requestId = getRequestId(response2);',
    'request_ids: see the thread of 10:30, and 2 more',
  ])('%s', (text) => {
    expect(extractRequestIds(text)).toEqual([]);
  });
});

test.each([
  ['rows of a table', '| request_id | 1 |\n'],
  ['headers of a table', 'request_id,status\n'],
  ['lists', 'request_ids: 000gq2c8s1b5, '],
  ['tags', '<td>request_id</td>'],
  ['open tags', '<td '],
  ['escapes', '&quot;'],
  ['columns', 'request_id  a  b\n'],
])('request_ids are read in linear time from hostile %s', (_name, part) => {
  const text = part.repeat(Math.ceil(200_000 / part.length));
  expect(processorMs(() => extractRequestIds(text))).toBeLessThan(1_000);
});
