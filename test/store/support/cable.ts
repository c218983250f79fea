import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './sqlite.ts';

/**
 * What happens to the first message that contains a text: it arrives, whole or up to the text, but nothing comes back, or it doesn't
 * arrive. `after`: only on a connection that has sent this text by then. If it `hangs`, nothing passes from then on; if it `forgets`,
 * nothing passes on the existing connections.
 */
export type Fault = {
  readonly at: string;
  readonly arrives: boolean | 'in part';
  readonly after?: string;
  readonly hangs?: true;
  readonly forgets?: true;
};

/** A cable between the bot and a PostgreSQL, which can be cut, hang, and be mended. */
export type Cable = {
  /** The URL of the same database at the other end. */
  readonly url: string;
  /** Cuts all connections now; new ones are made at once. */
  cut(): void;
  /** From now on, nothing passes in either direction, and nobody is told. */
  hang(): void;
  /** From now on, nothing passes on the existing connections, as when a firewall has forgotten them; new ones work. */
  forget(): void;
  /** Lets everything pass that has been held back. */
  mend(): void;
  /** From now on, leads to the database at another socket's URL, like an address that follows the primary. */
  leadTo(url: string): void;
  /** Replaces a text by another of its length, like a pooler that drops a setting. */
  swap(text: string, other: string): void;
  /** How many connections have gone through it so far. */
  made(): number;
  /** Cuts the connection at the next message that holds a text. */
  breakAt(fault: Fault): void;
};

const socketOf = ({ searchParams }: URL): string =>
  join(searchParams.get('host') ?? '', `.s.PGSQL.${searchParams.get('port')}`);

/** Lays a cable to the database at a URL of a socket. It's gone when the running test ends. */
export async function layCable(url: string): Promise<Cable> {
  const to = new URL(url);
  const port = to.searchParams.get('port');
  let far = socketOf(to);
  const folder = temporaryFolder();
  const open = new Set<Socket>();
  let fault: Fault | null = null;
  let hanging = false;
  let made = 0;
  let swapped = (bytes: Buffer): Buffer => bytes;

  const hang = () => {
    hanging = true;
    for (const socket of open) socket.pause();
  };
  const forget = () => {
    for (const socket of open) socket.removeAllListeners('data').removeAllListeners('close').resume();
  };
  const server = createServer((near) => {
    let sent = '';
    made += 1;
    const other = connect(far);
    const pair = [near, other] as const;
    for (const socket of pair) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        for (const end of pair) end.destroy();
      });
      if (hanging) socket.pause();
    }
    other.on('data', (bytes) => near.write(bytes));
    near.on('data', (asSent) => {
      const bytes = swapped(asSent);
      if (fault) sent += bytes.toString();
      const begun = fault?.after === undefined || sent.includes(fault.after);
      const met = fault && begun && bytes.includes(fault.at) ? fault : null;
      if (!met) return void other.write(bytes);
      fault = null;
      const passing = met.arrives === 'in part' ? bytes.subarray(0, bytes.indexOf(met.at)) : bytes;
      if (met.hangs) hang();
      if (met.forgets) {
        if (met.arrives) other.write(passing);
        return forget();
      }
      if (!met.arrives) return void near.destroy();
      other.removeAllListeners('data');
      other.write(passing);
      other.once('data', () => near.destroy());
    });
  });
  server.listen(join(folder, `.s.PGSQL.${port}`));
  await once(server, 'listening');
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  to.searchParams.set('host', folder);
  return {
    url: to.href,
    cut,
    hang,
    forget,
    mend() {
      hanging = false;
      for (const socket of open) socket.resume();
    },
    leadTo(other) {
      far = socketOf(new URL(other));
      cut();
    },
    swap(text, other) {
      swapped = (bytes) => Buffer.from(bytes.toString('latin1').replaceAll(text, other), 'latin1');
    },
    made: () => made,
    breakAt(next) {
      fault = next;
    },
  };
}
