import { type ClientBase, Connection } from 'pg';

/** For each connection that is written to in this turn: what writes the rest before it's sent. */
const gathering = new WeakMap<ClientBase, (() => void)[]>();

/**
 * Sends everything that is written to a connection in this turn with one system call, encrypted or not: the call, and the
 * server's waking up for it, take longer than most statements. `last` is called just before, to write more.
 */
export function gatherWrites(client: ClientBase, last?: () => void): void {
  const lasts = gathering.get(client) ?? begin(client);
  if (last) lasts.push(last);
}

function begin(client: ClientBase): (() => void)[] {
  const lasts: (() => void)[] = [];
  const stream = connectionOf(client)?.stream;
  gathering.set(client, lasts);
  stream?.cork();
  process.nextTick(() => {
    for (const last of lasts) last();
    gathering.delete(client);
    stream?.uncork();
  });
  return lasts;
}

/** What a client of pg sends and receives with. Its types don't show it; null would be found by the tests. */
export const connectionOf = (client: ClientBase): Connection | null =>
  'connection' in client && client.connection instanceof Connection ? client.connection : null;
