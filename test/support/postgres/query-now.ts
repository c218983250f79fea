import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';

/** What is asked of a database, with values as `$1`, and what it answers. */
export type Asking = { readonly url: string; readonly sql: string; readonly values: readonly unknown[] };
export type Asked = { readonly rows: readonly unknown[] } | { readonly failed: string };

/** The name under which its connections stay in a database, for as long as a run may ask again. */
export const askingName = 'queryNow';

const woken = new Int32Array(new SharedArrayBuffer(4));
let port: MessagePort | null = null;

/**
 * Asks a PostgreSQL database and waits for the answer, as better-sqlite3 does for a file, so that a test can look into
 * either in the middle of an expression. Bigint comes as a number.
 */
export function queryNow(url: string, sql: string, ...values: unknown[]): readonly unknown[] {
  port ??= start();
  Atomics.store(woken, 0, 0);
  port.postMessage({ url, sql, values } satisfies Asking);
  Atomics.wait(woken, 0, 0);
  const { message } = (receiveMessageOnPort(port) ?? { message: { failed: 'no answer' } }) as {
    message: Asked;
  };
  if ('failed' in message) throw new Error(message.failed);
  return message.rows;
}

function start(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const asking = new Worker(new URL('./asking.ts', import.meta.url), {
    workerData: { port: port2, woken },
    transferList: [port2],
  });
  asking.unref();
  return port1;
}
