import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { type Bench, startBench } from './bench.ts';

const frame = z.looseObject({ type: z.string(), envelope_id: z.string().optional() });

async function benchOf(options: Parameters<typeof startBench>[1] = {}): Promise<Bench> {
  const bench = await startBench('apps.connections.open', options);
  onTestFinished(() => bench.workspace.stop());
  return bench;
}

/** Dials the workspace; resolves with its first frame. `answer` says what is sent back to an envelope, if anything. */
async function dial(
  { workspace, ask }: Bench,
  answer: (envelopeId: string) => object | null = (envelope_id) => ({ envelope_id }),
): Promise<z.infer<typeof frame>> {
  await ask();
  const socket = new WebSocket(String(workspace.calls.at(-1)?.answer?.url));
  onTestFinished(() => socket.terminate());
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (data) => {
      const read = frame.parse(JSON.parse(String(data)));
      const back = read.envelope_id === undefined ? null : answer(read.envelope_id);
      if (back) socket.send(JSON.stringify(back));
      else if (read.envelope_id === undefined) resolve(read);
    });
  });
}

describe('Socket Mode', () => {
  test('accepts ten connections of one app, and turns the eleventh away', async () => {
    const bench = await benchOf();
    for (let n = 1; n <= 10; n += 1)
      expect(await dial(bench)).toMatchObject({ type: 'hello', num_connections: n });
    expect(await dial(bench)).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
    expect(bench.workspace.connections).toBe(10);
  });

  test('issues a ticket that opens one connection within 30 seconds', async () => {
    const bench = await benchOf();
    await bench.ask();
    bench.workspace.clock.advance(30_001);
    const late = new WebSocket(String(bench.workspace.calls.at(-1)?.answer?.url));
    const refused = await new Promise((resolve) => late.once('error', resolve));
    expect(String(refused)).toContain('401');
  });

  test('shows the person the message in the acknowledgement', async () => {
    const bench = await benchOf();
    await dial(bench, (envelope_id) => ({ envelope_id, payload: { text: 'Understood.' } }));
    expect(await bench.alice.command('/incident')).toMatchObject({ ok: true, text: 'Understood.' });
  });

  test.each<[string, (id: string) => object | null]>([
    ['no envelope is acknowledged', () => null],
    ['another envelope is acknowledged', (id) => ({ envelope_id: `not-${id}` })],
  ])('tells the person that the app did not answer in time when %s', async (_, answer) => {
    const bench = await benchOf({ ackTimeout: 50 });
    await dial(bench, answer);
    expect(await bench.alice.command('/incident')).toMatchObject({ ok: false, error: 'operation_timeout' });
  });
});

describe('A response_url', () => {
  async function given(): Promise<{ bench: Bench; use: (message?: object) => Promise<[number, unknown]> }> {
    const bench = await benchOf();
    await bench.alice.command('/incident');
    const url = String(bench.workspace.deliveries.at(-1)?.payload.response_url);
    const use = async (message: object = { text: 'x' }): Promise<[number, unknown]> => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
      });
      return [answer.status, await answer.json()];
    };
    return { bench, use };
  }

  test('works five times', async () => {
    const { use } = await given();
    for (let n = 0; n < 5; n += 1) expect(await use()).toEqual([200, { ok: true }]);
    expect(await use()).toEqual([404, { ok: false, error: 'used_url' }]);
  });

  test('works for 30 minutes', async () => {
    const { bench, use } = await given();
    bench.workspace.clock.advance(30 * 60_000);
    expect(await use()).toEqual([200, { ok: true }]);
    bench.workspace.clock.advance(1);
    expect(await use()).toEqual([404, { ok: false, error: 'expired_url' }]);
  });

  test.each<[object, string]>([
    [{ text: '' }, 'no_text'],
    [{ blocks: [{ type: 'nonsense' }] }, 'invalid_blocks'],
    [{ text: 'x', response_type: 'everybody' }, 'invalid_payload'],
  ])('refuses %j with %s', async (message, error) => {
    const { use } = await given();
    expect(await use(message)).toMatchObject([400, { ok: false, error }]);
  });
});
