import type { UserId } from '../../domain/incident/ids.ts';
import { readNames } from '../rows/people-rows.ts';
import type { Statements } from './statements.ts';

/** The SQL of people's names. */
export class People {
  readonly #sql: Statements;

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  /** Saves someone's name, replacing the previous one. Belongs inside a transaction. */
  remember(user: UserId, name: string): void {
    this.#sql(
      'INSERT INTO people (user, name) VALUES (?, ?) ON CONFLICT (user) DO UPDATE SET name = excluded.name',
    ).run(user, name);
  }

  /** The names of those of these people who have one. */
  names(users: readonly UserId[]): Map<UserId, string> {
    const rows = this.#sql(
      'SELECT user, name FROM people WHERE user IN (SELECT value FROM json_each(?))',
    ).all(JSON.stringify(users));
    return readNames(rows);
  }

  /** Every name that's known. */
  everybody(): Map<UserId, string> {
    return readNames(this.#sql('SELECT user, name FROM people').all());
  }
}
