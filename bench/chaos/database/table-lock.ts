import { Client } from 'pg';
import type { ForeignLock } from './chaos-database.ts';

/** Somebody else who locks the bot's tables on a server, and takes their time: everybody can read, and nobody can write. */
export class TableLock implements ForeignLock {
  readonly #url: string;
  #client: Client | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  get held(): boolean {
    return this.#client !== null;
  }

  async hold(forMs: number, ended: (since: number) => void): Promise<boolean> {
    if (this.#client) return false;
    const since = Date.now();
    const client = new Client({ connectionString: this.#url });
    this.#client = client;
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('BEGIN; LOCK TABLE incidents, outbox, inbox IN EXCLUSIVE MODE NOWAIT');
    } catch {
      await this.release();
      return false;
    }
    this.#timer = setTimeout(() => {
      void this.release().then(() => ended(since));
    }, forMs);
    return true;
  }

  async release(): Promise<void> {
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => {});
  }
}
