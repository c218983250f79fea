import type { UserId } from '../../domain/incident/ids.ts';
import { readNames } from '../rows/people-rows.ts';
import type { Sql } from './database/sql.ts';

/** Saves someone's name, replacing the previous one. */
export async function rememberPerson(sql: Sql, user: UserId, name: string): Promise<void> {
  await sql(
    'INSERT INTO people ("user", name) VALUES (@user, @name) ON CONFLICT ("user") DO UPDATE SET name = excluded.name',
    { user, name },
  );
}

/** The names of those of these people who have one. */
export async function namesOf(sql: Sql, users: readonly UserId[]): Promise<Map<UserId, string>> {
  const { rows } = await sql('SELECT "user", name FROM people WHERE "user" = ANY(@users)', { users });
  return readNames(rows);
}

/** Every name that's known. */
export async function allNames(sql: Sql): Promise<Map<UserId, string>> {
  const { rows } = await sql('SELECT "user", name FROM people');
  return readNames(rows);
}
