import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isEmpty, readAnswer } from '../../../src/resilience/read-answer.ts';
import { readFailure } from '../../../src/resilience/read-failure.ts';
import { retry } from '../../../src/resilience/retry.ts';
import { StaleCache } from '../../../src/resilience/stale.ts';
import { realTiming, type Sleep } from '../../../src/resilience/timing.ts';
import { clients, type TriedClient } from './clients.ts';
import { decisive, type Expected, pageTrials, type Trial, trials, well } from './faults.ts';
import { type FaultyServer, startFaultyServer } from './server.ts';

let server: FaultyServer;
let closedPort: string;

beforeAll(async () => {
  server = await startFaultyServer();
  const gone = await startFaultyServer();
  closedPort = gone.set(well);
  await gone.stop();
});
afterAll(() => server.stop());

type Cell = Omit<Trial, 'does' | 'at'>;
type Call = (signal: AbortSignal) => Promise<unknown>;

/** The cell where this client meets this failure. */
function cellOf({ differs = {} }: TriedClient, failure: string, trial: Trial): Cell {
  return { ...trial, ...Object.entries(differs).find(([name]) => name === failure)?.[1] };
}

/** Where the request goes in this trial; the server is set to it. A name longer than one may be asks no resolver. */
function place({ does, at }: Trial): string {
  const url = server.set(does);
  if (at === undefined) return url;
  return at === 'a closed port' ? closedPort : `http://${'a'.repeat(64)}.invalid`;
}

const timeoutMs = ({ hangs }: Cell) => (hangs ? 60 : 20_000);

/** Waits pass at once: only what is waited for a client, which has a signal, takes its time. */
const noWaits: Sleep = (ms, signal) =>
  signal === undefined ? Promise.resolve() : realTiming.sleep(ms, signal);

/** Calls as `retry` does, and counts. Requests are counted where they reach the server in time. */
async function callsOf(call: Call, idempotent: boolean, { cell, trial }: { cell: Cell; trial: Trial }) {
  let calls = 0;
  const counted: Call = (signal) => {
    calls += 1;
    return call(signal);
  };
  const plan = { idempotent, timeoutMs: timeoutMs(cell), deadlineMs: 60_000, sleep: noWaits };
  await retry(counted, plan).catch(() => {});
  return { calls, requests: trial.at === undefined && !cell.hangs ? server.requests : calls };
}

function callsExpected(expected: Expected, idempotent: boolean): number {
  switch (expected.kind) {
    case 'limited':
      return 3;
    case 'unavailable':
      return idempotent || expected.carriedOut === 'no' ? 2 : 1;
    case 'refused':
    case 'success':
      return 1;
  }
}

async function read(tried: TriedClient, url: string, ms: number): Promise<object> {
  const once = retry((signal) => tried.read(url, signal), {
    idempotent: true,
    deadlineMs: ms,
    retries: { limited: 0, unavailable: 0 },
  });
  try {
    const answer = await once;
    const verdict = readAnswer(answer, 0);
    return verdict === null ? { kind: 'success', empty: isEmpty(answer) } : decisive(verdict);
  } catch (error) {
    return decisive(readFailure(error, 0));
  }
}

for (const [client, tried] of Object.entries(clients)) {
  for (const [failure, trial] of Object.entries<Trial>({ ...trials, ...pageTrials })) {
    const cell = cellOf(tried, failure, trial);
    describe(`${client} meets ${failure}: ${cell.expected.kind}, because ${cell.why}`, () => {
      const { expected } = cell;

      test('classifies the failure', async () => {
        expect(await read(tried, place(trial), timeoutMs(cell))).toEqual(expected);
      });

      test('repeats a read if that can help', async () => {
        const url = place(trial);
        const times = callsExpected(expected, true);
        const counted = await callsOf((signal) => tried.read(url, signal), true, { cell, trial });
        expect(counted).toEqual({ calls: times, requests: times });
      });

      test("repeats a write only if it wasn't carried out", async () => {
        const url = place(trial);
        const times = callsExpected(expected, false);
        const counted = await callsOf((signal) => tried.write(url, signal), false, { cell, trial });
        expect(counted).toEqual({ calls: times, requests: times });
      });

      test('serves a cached value instead, unless the call was refused', async () => {
        const cache = new StaleCache<string, unknown>({
          max: 1,
          freshMs: 0,
          maxStaleMs: 60_000,
          timeoutMs: timeoutMs(cell),
        });
        const good = await tried.read(server.set(well), new AbortController().signal);
        expect(good).toMatchObject({ id: '1' });
        await cache.get('1', async () => good);
        const url = place(trial);
        const served = cache.get('1', (_, signal) => tried.read(url, signal));
        if (expected.kind === 'refused') await expect(served).rejects.toThrow();
        else expect(await served).toMatchObject({ value: { id: '1' }, stale: true });
      });
    });
  }
}
