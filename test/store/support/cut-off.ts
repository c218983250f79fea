import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a database that can be cut, as a network is. */
export type Way = {
  /** The database's URL by this way. */
  readonly url: string;
  /** Ends all connections, and refuses new ones. */
  cut(): void;
  /** Lets nothing through any more, and tells nobody. */
  block(): void;
  /** Lets everything through again. */
  mend(): void;
  stop(): Promise<void>;
};

/** Opens a way on 127.0.0.1 to a database at a URL that names a socket's folder. */
export async function wayTo(url: string): Promise<Way> {
  const { pathname, searchParams } = new URL(url);
  const socket = `${searchParams.get('host')}/.s.PGSQL.${searchParams.get('port')}`;
  const ends = new Set<Socket>();
  let state: 'open' | 'cut' | 'blocked' = 'open';
  const join = (from: Socket, to: Socket) => {
    ends.add(from);
    from.on('data', (bytes) => state === 'open' && to.write(bytes));
    from.on('error', () => {});
    from.on('close', () => {
      ends.delete(from);
      to.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(socket);
    join(near, far);
    join(far, near);
    if (state === 'cut') near.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const end = () => {
    for (const one of ends) one.destroy();
  };
  return {
    url: `postgres://bot@127.0.0.1:${port}${pathname}`,
    cut() {
      state = 'cut';
      end();
    },
    block() {
      state = 'blocked';
    },
    mend() {
      state = 'open';
      end();
    },
    async stop() {
      end();
      await once(server.close(), 'close');
    },
  };
}
