import type { Duplex } from 'node:stream';
import { type ClientBase, Connection } from 'pg';

/** The streams that were written to in this turn. */
const gathering = new WeakSet<Duplex>();

/**
 * Sends everything that is written to a connection in this turn with one system call, encrypted or not: the call, and the
 * server's waking up for it, take longer than most statements.
 */
export function gatherWrites(client: ClientBase): void {
  const stream = streamOf(client);
  if (!stream || gathering.has(stream)) return;
  gathering.add(stream);
  stream.cork();
  process.nextTick(() => {
    gathering.delete(stream);
    stream.uncork();
  });
}

/** The stream that pg writes to. Its types don't show it; without it, each statement is sent by itself, and the test fails. */
const streamOf = (client: ClientBase): Duplex | null =>
  'connection' in client && client.connection instanceof Connection ? client.connection.stream : null;
