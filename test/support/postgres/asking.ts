import { type MessagePort, workerData } from 'node:worker_threads';
import { Client, types } from 'pg';
import { type Asked, type Asking, askingName } from './query-now.ts';

/** The thread behind `queryNow`: asks a database, answers, and wakes who waits. */
const { port, woken } = workerData as { readonly port: MessagePort; readonly woken: Int32Array };

const int8 = 20;
types.setTypeParser(int8, Number);

const clients = new Map<string, Promise<Client>>();

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: askingName });
  // The test that owned the database has ended.
  client.on('error', () => clients.delete(url));
  await client.connect();
  return client;
}

async function answer({ url, sql, values }: Asking): Promise<Asked> {
  try {
    const client = clients.get(url) ?? connected(url);
    clients.set(url, client);
    const { rows } = await (await client).query(sql, [...values]);
    return { rows };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

port.on('message', async (asking: Asking) => {
  port.postMessage(await answer(asking));
  Atomics.store(woken, 0, 1);
  Atomics.notify(woken, 0);
});
