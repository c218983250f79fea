import { expect, test } from 'vitest';
import { extractRequestIds } from '../../../src/domain/records/request-ids.ts';
import { ways } from '../support/id-ways.ts';

/** An id of each shape that Intercom is known to send: the last has no digit. */
const ids = [
  '3f1c9a54-7f0e-4b7a-9c55-0d8f5c1e2b3a',
  'b4lgfoceq2b4v78dj4k0',
  'req_ab12cd34ef',
  'aomfvmtqhnsscstuhabc',
];

test.each(ways)('A request_id is found in: %s', (way) => {
  for (const id of ids) expect(extractRequestIds(way.replaceAll('§', id))).toEqual([id]);
});

test.each([
  'request_ids: §, fjklmnbvcxqwrtpsdfgh, 3f1c2b7a-9d40-4c55-8f11-0a2b3c4d5e6f',
  'request_ids:\n1. §\n2. fjklmnbvcxqwrtpsdfgh\n3) 3f1c2b7a-9d40-4c55-8f11-0a2b3c4d5e6f',
])('Every request_id in a list is found, even one of letters only: %s', (list) => {
  for (const id of ids)
    expect(extractRequestIds(list.replaceAll('§', id))).toEqual([
      id,
      'fjklmnbvcxqwrtpsdfgh',
      '3f1c2b7a-9d40-4c55-8f11-0a2b3c4d5e6f',
    ]);
});

test.each([
  'request_id: null',
  'request_id: undefined',
  'request_id: none',
  'request_id is missing',
  'the request_id was not in the response',
  'request_id: ""',
  'request_id=""',
  'request_id: {}',
  'request_id: <none>',
  'x-request-id: -',
  'request id field',
  'request_ids: []',
  'request_id: [redacted]',
  'request_id: Not recorded',
  'what is a request_id?',
  'please send the request_id and the time',
  'request_id string required',
  'the request_id header is missing',
  'request_id => nil',
  'request_id: string',
  'request_id = uuid.uuid4()',
  'request_id: xxxxxxxxxxxxxxxxxxxx',
  'request_id: 00000000-0000-0000-0000-000000000000',
  'request_id: internationalisation',
  'request_ids: we have three of them, all from acknowledgements',
  'payment_request_id=pr_1404291503',
  'the merge_request_id: 4291503404',
])('No request_id is found in: %s', (text) => {
  expect(extractRequestIds(text)).toEqual([]);
});
