import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conversationListeners } from '../../../src/slack/listeners.ts';
import { openSqlite } from '../../../src/store/sqlite/sqlite-store.ts';
import { listenerContextOn } from './listener-context.ts';

/** Everything the bot hears, as `actions resolve` or `events message`: each name as often as a conversation hears it. */
export async function everythingHeard(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'wiring-'));
  const store = openSqlite(`file:${join(folder, 'incidents.db')}`);
  try {
    const tables = conversationListeners(listenerContextOn(store));
    return tables.flatMap((table) =>
      Object.entries(table).flatMap(([kind, named]) => Object.keys(named).map((name) => `${kind} ${name}`)),
    );
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}
