import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { post } from '../../../../src/slack/api/exchange.ts';

/** A program of its own: prints how many bytes of a finished call live on until a full collection. */
setFlagsFromString('--expose-gc');
const collect: (how?: { type: 'minor' }) => void = runInNewContext('gc');
const used = () => process.memoryUsage().heapUsed;
const measured = 3_000;

const server = createServer((request, response) => {
  request.resume().once('end', () => response.end('{"ok":true}'));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
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
await calls(measured);
for (let n = 0; n < 3; n += 1) collect({ type: 'minor' });
const afterYoung = used();
collect();
console.log((afterYoung - used()) / measured);
process.exit();
