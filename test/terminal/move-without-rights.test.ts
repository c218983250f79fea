import { expect, onTestFinished, test } from 'vitest';
import { moved } from '../../src/terminal/move.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../store/support/postgres.ts';
import { describeWith } from '../support/describe-with.ts';
import { historyOf } from './export/support/histories.ts';

/** The URL of a fresh database for a user who can only read it. */
async function readOnly(): Promise<URL> {
  const url = await freshDatabase();
  const reader = `reader_${process.pid}`;
  const asOwner = (sql: string) => withClient(url, (client) => client.query(sql));
  await asOwner(`CREATE ROLE ${reader} LOGIN; GRANT pg_read_all_data TO ${reader}`);
  onTestFinished(async () => {
    await asOwner(`DROP ROLE ${reader}`);
  });
  return new URL(url.replace('://bot@', `://${reader}@`));
}

describeWith(lackOfPostgres, 'Moving into a database', () => {
  test("whose tables the user doesn't own says whose they have to be", async () => {
    const [file, to] = [await historyOf([[]]), await readOnly()];
    await expect(moved(`file:${file}`, to.href)).rejects.toThrow(
      /^Nothing was moved \(permission denied for \w+ \w+\)\. Both databases are as they were\. The users in DATABASE_URL and --to have to own their databases, with all tables\.$/,
    );
  });

  test("that can't be opened names --to, not DATABASE_URL", async () => {
    const [file, to] = [await historyOf([[]]), new URL(await freshDatabase())];
    to.pathname = '/none';
    await expect(moved(`file:${file}`, to.href)).rejects.toThrow(
      /^The database postgres:\S+\/none can't be opened .* Create it with `createdb`, or check its name in --to\.$/,
    );
  });
});
