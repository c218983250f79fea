import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test } from 'vitest';
import { post } from '../../../src/slack/api/exchange.ts';

setFlagsFromString('--expose-gc');
const collect: (how?: { type: 'minor' }) => void = runInNewContext('gc');
const used = () => process.memoryUsage().heapUsed;

test('Next to nothing of a finished call outlives the collections of young objects', async () => {
  const server = createServer((request, response) => {
    request.resume().once('end', () => response.end('{"ok":true}'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const posting = {
    url: new URL(`http://127.0.0.1:${port}/api/views.open`),
    headers: {},
    body: 'x'.repeat(2_000),
  };
  const calls = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      await post(posting, 10_000);
      if (n % 100 === 0) collect({ type: 'minor' });
    }
  };
  await calls(500);
  collect();
  await calls(3_000);
  for (let n = 0; n < 3; n += 1) collect({ type: 'minor' });
  const afterYoung = used();
  collect();
  // Of a call by undici's `request` 1 to 4 KB do, for it ties it to its answer; V8 then keeps 100 MiB for young objects.
  expect((afterYoung - used()) / 3_000).toBeLessThan(500);
});
