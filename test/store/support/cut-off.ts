import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut, as a network is. */
export type Way = {
  /** Its end at 127.0.0.1. */
  readonly port: number;
  /** Ends all connections, and refuses new ones. */
  cut(): void;
  /** Lets nothing through any more, and tells nobody. */
  block(): void;
  /** Lets everything through again. */
  mend(): void;
  stop(): Promise<void>;
};

/** Opens a way on 127.0.0.1 to a database at a URL that names a socket's folder, and returns its URL by this way. */
export async function wayTo(url: string): Promise<Way & { readonly url: string }> {
  const { pathname, searchParams } = new URL(url);
  const way = await wayOver(() =>
    connect(`${searchParams.get('host')}/.s.PGSQL.${searchParams.get('port')}`),
  );
  return { ...way, url: `postgres://bot@127.0.0.1:${way.port}${pathname}` };
}

/** Opens a way on 127.0.0.1 over connections of one's own. */
export async function wayOver(onwards: () => Socket): Promise<Way> {
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
    const far = onwards();
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
    port,
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
