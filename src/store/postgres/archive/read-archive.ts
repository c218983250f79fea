import type { Client } from 'pg';
import { z } from 'zod';
import type { Archive } from '../../archive/archive.ts';
import { readKept, readReminded, readStored } from '../../archive/archive-rows.ts';
import { assertCurrent } from '../database/migrate.ts';
import { type Sql, sqlOn } from '../database/sql.ts';
import { eventsOf } from '../event-log.ts';
import { duplicatesOf, incidentIds } from '../incident-rows.ts';
import { openAlone } from '../open-alone.ts';
import { allNames, namesOf } from '../people.ts';

const highestRow = z.tuple([z.object({ highest: z.number() })]);

/** See `openArchive`: in one snapshot, which lasts until it's closed. */
export async function openPostgresArchive(url: string): Promise<Archive> {
  const client = await openAlone(url, async (opened) => {
    await assertCurrent(opened);
    await opened.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  });
  return new PostgresArchive(client);
}

class PostgresArchive implements Archive {
  readonly #client: Client;
  readonly #sql: Sql;

  constructor(client: Client) {
    this.#client = client;
    this.#sql = sqlOn(client);
  }

  ids: Archive['ids'] = () => incidentIds(this.#sql);
  events: Archive['events'] = async (id) => (await eventsOf(this.#sql, id)).recorded;
  duplicatesOf: Archive['duplicatesOf'] = (id) => duplicatesOf(this.#sql, id);
  everybody: Archive['everybody'] = () => allNames(this.#sql);
  people: Archive['people'] = (users) => namesOf(this.#sql, users);
  stored: Archive['stored'] = async (id) =>
    readStored(
      await this.#all('SELECT seq, at, type, by, body FROM events WHERE incident = @id ORDER BY seq', { id }),
    );
  rows: Archive['rows'] = async (id) =>
    readKept(
      await this.#all('SELECT * FROM incidents WHERE id = @id', { id }),
      await this.#all('SELECT * FROM action_items WHERE incident = @id ORDER BY item', { id }),
      await this.#all('SELECT channel FROM channels WHERE incident = @id ORDER BY channel', { id }),
    );
  reminded: Archive['reminded'] = async () =>
    readReminded(await this.#all('SELECT receiver, day FROM item_reminders ORDER BY receiver, day'));
  highest: Archive['highest'] = async () =>
    highestRow.parse(await this.#all('SELECT highest FROM numbering'))[0].highest;

  async #all(text: string, values?: Readonly<Record<string, unknown>>): Promise<readonly unknown[]> {
    return (await this.#sql(text, values)).rows;
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
