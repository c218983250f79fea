import { describe, expect, test } from 'vitest';
import { explain } from '../../../src/domain/explain/explain.ts';
import { explanationLines } from '../../../src/domain/explain/format-explanation.ts';
import { overhear } from '../../support/overhear.ts';
import { bodyRows } from './everyday/bodies.ts';
import { clientRows } from './everyday/clients.ts';
import { curlRows } from './everyday/curl.ts';
import { foreignRows } from './everyday/foreign.ts';
import { logRows, noStatus } from './everyday/logs.ts';
import { nodeRows } from './everyday/node.ts';
import { pageRows } from './everyday/pages.ts';
import { nothingRows, proseRows } from './everyday/prose.ts';
import { pythonRows } from './everyday/python.ts';
import type { Row } from './everyday/row.ts';
import { rubyPhpJavaRows } from './everyday/ruby-php-java.ts';
import { shortRows } from './everyday/short.ts';
import { moreNetworkRows, wallRows } from './everyday/windows-and-walls.ts';

const kinds: Readonly<Record<string, readonly Row[]>> = {
  'what curl prints': curlRows,
  'what Node prints': nodeRows,
  'what Python and Go print': pythonRows,
  'what Ruby, PHP, Java and .NET print': rubyPhpJavaRows,
  'what other clients print': clientRows,
  'short pastes': shortRows,
  'pages of servers and proxies': pageRows,
  'what other systems print when no answer comes': moreNetworkRows,
  'pages of firewalls and gateways': wallRows,
  'lines of logs': logRows,
  'bodies and messages of Intercom': bodyRows,
  'what people type': proseRows,
  "what is not Intercom's": foreignRows,
};

describe.each(Object.entries(kinds))('%s', (_kind, rows) => {
  test.each(rows)('is %s, %s, %s: %s', (owner, key, retry, pasted) => {
    const explained = explain(pasted);
    overhear(explanationLines(explained));
    const first = explained.kind === 'known' ? explained.entries[0] : undefined;
    expect({
      owner: first?.owner,
      key: first?.key,
      retry: first === undefined ? null : first.retry === 'no' ? 'no retry' : 'retry',
    }).toEqual({ owner, key, retry });
  });
});

test.each([...noStatus, ...nothingRows])('nothing is read into: %s', (pasted) => {
  const explained = explain(pasted);
  expect(explained.kind === 'known' ? explained.entries.map(({ key }) => key) : []).toEqual([]);
});

test('The table of everyday errors has more than two hundred inputs', () => {
  expect(Object.values(kinds).flat().length + noStatus.length + nothingRows.length).toBeGreaterThan(250);
});
