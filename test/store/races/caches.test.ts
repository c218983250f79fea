import { expect, test } from 'vitest';
import { findPostgres } from '../../../demo/postgres/find-postgres.ts';
import { startPrivateServer } from '../../../demo/postgres/private-server.ts';
import { fold } from '../../../src/domain/evolve/evolve.ts';
import type { IncidentId } from '../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { migrate } from '../../../src/store/postgres/database/migrate.ts';
import type { Store } from '../../../src/store/store.ts';
import { channel, emptyReview, minute } from '../../domain/support/fixtures.ts';
import { describeWith } from '../../support/describe-with.ts';
import { changed, open, quietIncident, tell } from '../support/orders.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../support/postgres.ts';
import { openDatabase } from '../support/postgres-engine.ts';

const note = (text: string) => ({ type: 'add_note', text: plainText(text), when: null }) as const;

/** Two bots on one database that both have an incident in their caches. */
async function bothKnow() {
  const url = await freshDatabase();
  const stores = [openDatabase(url), openDatabase(url)] as const;
  const id = await quietIncident(stores[0]);
  await tell(stores[0], note('first'), { target: id });
  const edit = { type: 'edit_entry', of: 2, text: plainText('embarrassing'), when: minute(0) } as const;
  changed(await tell(stores[0], edit, { target: id }));
  for (const store of stores) await incident(store, id);
  return { url, stores, id };
}

async function incident(store: Store, id: IncidentId) {
  const found = await store.incident(id);
  return found.kind === 'found' ? found.incident : expect.fail(found.kind);
}

const correctionsOf = ({ entries }: Incident): string => JSON.stringify([...entries.corrections]);

describeWith(lackOfPostgres, 'What a bot caches of an incident', () => {
  test('follows what the other bot appends, and so does what it decides', async () => {
    const { stores, id } = await bothKnow();
    await tell(stores[1], { type: 'change_severity', to: 'P3', why: null }, { target: id });
    expect(await incident(stores[0], id)).toMatchObject({ severity: 'P3', seq: 4 });
    await tell(stores[1], { type: 'resolve', fix: null }, { target: id });
    expect(await tell(stores[0], { type: 'resolve', fix: null }, { target: id })).toMatchObject({
      kind: 'refused',
    });
  });

  test('keeps nothing of words that the other bot forgets', async () => {
    const { stores, id } = await bothKnow();
    expect(correctionsOf(await incident(stores[0], id))).toContain('embarrassing');
    await stores[1].forgetWords(id, 2);
    expect(JSON.stringify(await stores[0].events(id))).not.toContain('embarrassing');
    for (const store of stores)
      expect(correctionsOf(await incident(store, id))).not.toContain('embarrassing');
    await tell(stores[0], note('second'), { target: id });
    for (const store of stores) expect(await incident(store, id)).toEqual(fold(await store.events(id)));
  });

  test('is void on another server, which may have other events under the same numbers', async () => {
    await using server = await startPrivateServer(findPostgres(process.env) ?? '');
    await withClient(server.url('postgres'), migrate);
    const store = openDatabase(server.url('postgres'));
    const id = await quietIncident(store);
    expect(await incident(store, id)).toMatchObject({ title: 'Chats hang' });
    await server.stop('fast');
    await server.start();
    await withClient(server.url('postgres'), (client) =>
      client.query("UPDATE events SET body = replace(body, 'Chats hang', 'Mails bounce')"),
    );
    expect(await incident(store, id)).toMatchObject({ title: 'Mails bounce' });
  });

  test("reads only what it lacks: a long history isn't folded again for one more event", async () => {
    const { url, stores, id } = await bothKnow();
    await tell(stores[1], note('second'), { target: id });
    await withClient(url, (client) => client.query('DELETE FROM events WHERE seq <= 3'));
    expect(await incident(stores[0], id)).toMatchObject({ seq: 4 });
  });
});

describeWith(lackOfPostgres, 'Whose channel it is', () => {
  test('is known at once when the other bot has adopted it for another incident', async () => {
    const url = await freshDatabase();
    const stores = [openDatabase(url), openDatabase(url)] as const;
    const adopts = { channel, name: 'support', marks: [] };
    const first = changed(await tell(stores[0], { ...open('First'), adopts })).id;
    for (const store of stores) expect(await store.incidentOf(channel)).toBe(first);
    await tell(stores[1], { type: 'resolve', fix: null }, { target: first });
    await tell(stores[1], { ...emptyReview, type: 'close' }, { target: first });
    const second = changed(await tell(stores[1], { ...open('Second'), adopts })).id;
    for (const store of stores) expect(await store.incidentOf(channel)).toBe(second);
  });
});
