import { describe, expect, test } from 'vitest';
import { extractRequestIds } from '../../../src/domain/records/request-ids.ts';
import { processorMs } from '../../support/processor-time.ts';

const a = '3f1c9a54-7f0e-4b7a-9c55-0d8f5c1e2b3a';
const b = '9a0b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d';

describe('request_ids in pasted text', () => {
  test.each([
    ['a JSON body', `{"type":"error.list","request_id":"${a}","errors":[]}`, [a]],
    ['a JSON body with spaces', `{ "request_id" : "${a}" }`, [a]],
    ['escaped JSON inside a log line', `{\\"request_id\\":\\"${a}\\"}`, [a]],
    ['a body with smart quotes', `{“request_id”:“${a}”}`, [a]],
    ['a truncated body', `{"type":"error.list","request_id":"${a}","err`, [a]],
    ['a JSON id that is no UUID', '{"request_id":"000gq2c8s1b5"}', ['000gq2c8s1b5']],
    ['a code fence', `\`\`\`\nx-request-id: ${a}\n\`\`\``, [a]],
    ['an upper-case header', `X-REQUEST-ID: ${a.toUpperCase()}`, [a]],
    ['an opaque header', 'x-request-id: b8f7c2d9kq', ['b8f7c2d9kq']],
    ['prose', `Request ID: ${a}, please check`, [a]],
    ['prose with "is" and code marks', `the request id is \`${a}\``, [a]],
    ['an id at the end of a sentence', 'They asked for req_abc123.', ['req_abc123']],
    ['a Ruby hash as Slack escapes it', `"request_id"=&gt;"${a}"`, [a]],
    ['a list after one key', `request_ids: [${a}, ${b}]`, [a, b]],
    ['several kinds in the order seen', `${'req_9f8e7d'} then "request_id":"${b}"`, ['req_9f8e7d', b]],
  ])('are found in %s', (_name, text, ids) => {
    expect(extractRequestIds(text)).toEqual(ids);
  });

  test('are listed once, whatever their case', () => {
    expect(extractRequestIds(`request_id: ${a} x-request-id: ${a.toUpperCase()} REQ_ab12 req_AB12`)).toEqual([
      a,
      'REQ_ab12',
    ]);
  });

  test.each([
    ['an ellipsis', 'req_…'],
    ['three dots', 'req_...'],
    ['an id that is cut short', 'request id: 3f1c… and req_abc12…'],
    ['null', '{"request_id":null,"errors":[]}'],
    ['a placeholder', '"request_id":"your-request-id"'],
    ['a name in code', 'req_body and my_req_123 and const req_count'],
    ['a bare UUID', `conversation ${a}`],
    ['a time after the word', 'no request_id at 10:30 or request id 2024-11-05'],
    ['a text without any', 'the Inbox is slow'],
  ])("aren't found in %s", (_name, text) => {
    expect(extractRequestIds(text)).toEqual([]);
  });

  test('are never longer than 100 characters', () => {
    const ids = extractRequestIds(`"request_id":"${'a1'.repeat(500)}" req_${'b2'.repeat(500)}`);
    expect(ids.every((id) => id.length <= 100)).toBe(true);
  });

  test.each([
    ['unfinished keys', 'request_id'.repeat(20_000)],
    ['separators', `request_id${'":'.repeat(100_000)}`],
    ['prefixes', 'req_'.repeat(50_000)],
    ['one endless word', `req_${'a'.repeat(200_000)}`],
    ['keys with separators', 'request id is:::::: is::::::'.repeat(7_000)],
    ['endless lists', `request_ids: ${`${a}, `.repeat(5_000)}`],
  ])('are read in linear time from hostile %s', (_name, text) => {
    expect(processorMs(() => extractRequestIds(text))).toBeLessThan(1_000);
  });
});
