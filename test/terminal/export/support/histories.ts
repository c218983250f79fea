import { join } from 'node:path';
import type { IncidentId } from '../../../../src/domain/incident/ids.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import type { Store } from '../../../../src/store/store.ts';
import { opening } from '../../../domain/support/actions.ts';
import { alice, bob } from '../../../domain/support/fixtures.ts';
import { type Moment, play } from '../../../domain/support/play.ts';
import { tell } from '../../../store/support/orders.ts';
import { openFile, temporaryFolder, withSql } from '../../../store/support/sqlite.ts';

/** Plays a random story into the store, as an incident of its own. */
async function record(store: Store, actions: Parameters<typeof play>[0]): Promise<void> {
  const moments: Moment[] = [];
  play([opening(plainText('Chats hang')), ...actions], (moment) => moments.push(moment));
  let target: IncidentId | 'new' = 'new';
  for (const { command, by, at } of moments.map(({ order }) => order)) {
    const change = await tell(store, command, { target, by, at });
    if (change.kind === 'changed' && change.incident) target = change.incident.id;
  }
}

/** A database of random histories, closed again. */
export async function historyOf(stories: readonly Parameters<typeof play>[0][]): Promise<string> {
  const file = join(temporaryFolder('/dev/shm'), 'incidents.db');
  const store = openFile(file);
  for (const actions of stories) await record(store, actions);
  await store.rememberPerson(alice, 'Alice');
  await store.rememberPerson(bob, 'Bob "the builder"');
  await store.close();
  withSql(file, (db) => db.exec("INSERT INTO item_reminders VALUES ('U0ALICE', '2026-11-30')"));
  return file;
}

/** Makes two incidents of a file what this version can't read, with all that is kept beside their events. */
export function plantUnreadable(file: string): void {
  withSql(file, (db) => {
    const plant = db.prepare('UPDATE events SET type = ?, by = ?, body = ? WHERE incident = ? AND seq = 1');
    plant.run('opened_v9', '{"kind":"app","b":1,"a":2}', '{"z":[1],"type":"opened_v9","a":null}', 1);
    plant.run('opened', '{"kind":"bot"}', '{"type":"opened",,', 2);
    db.exec(
      "INSERT OR REPLACE INTO action_items (incident, item, open, owner, due, since, held, added_at) VALUES (1, 1, 1, 'U0BOB', '2026-12-01', 5, 1, 5)",
    );
    db.exec("INSERT INTO channels VALUES ('C0OLD', 1)");
  });
}
