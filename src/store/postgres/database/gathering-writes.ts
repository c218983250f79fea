import type { Duplex } from 'node:stream';
import { type ClientBase, Connection } from 'pg';

/** Those that are written to in this turn. */
const gathering = new WeakSet<Duplex>();

/**
 * Sends all that is written to a connection in this turn by one call to the system, encrypted or not: such a call, and waking the
 * server by it, takes longer than most statements.
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

/** What pg writes to, which its types don't tell: without it, each statement is sent by itself, and the test fails. */
const streamOf = (client: ClientBase): Duplex | null =>
  'connection' in client && client.connection instanceof Connection ? client.connection.stream : null;
