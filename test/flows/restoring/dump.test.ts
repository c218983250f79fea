import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { findPostgres } from '../../../demo/postgres/find-postgres.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../../store/support/postgres.ts';
import { temporaryFolder } from '../../store/support/sqlite.ts';
import { describeWith } from '../../support/describe-with.ts';
import { eachInAPlace } from '../several/bots.ts';
import { command, declareIn } from '../support/scene.ts';

const place = eachInAPlace();

const programs = findPostgres(process.env) ?? '';

/** The packages on npm have only the server. */
const lackOfDump =
  lackOfPostgres ??
  (existsSync(join(programs, 'pg_dump'))
    ? null
    : `the restore of a dump. Put its pg_dump and pg_restore into ${programs}.`);

/** Runs one of PostgreSQL's own programs. */
const run = (program: string, ...args: readonly string[]): void => {
  execFileSync(join(programs, program), [...args], { stdio: 'pipe' });
};

/** How many messages about changes are owed. */
const changesOwed = (url: string): Promise<number | null> =>
  withClient(
    url,
    async (client) => (await client.query("SELECT FROM outbox WHERE key LIKE 'post_change%'")).rowCount,
  );

describeWith(lackOfDump, 'A bot on a restored dump', () => {
  test('repeats nothing that was pending at the dump and posted since', async () => {
    const url = await freshDatabase();
    const dump = join(temporaryFolder(), 'incidents.dump');
    const bot = await place().botOn(url);
    const { workspace } = place();
    const alice = workspace.person('alice');
    await declareIn(workspace, 'Restored');
    const channel = await workspace.until(() => workspace.findChannel('inc-1-restored'), 'the channel');
    await workspace.until(() => channel.messages.some(({ pinned }) => pinned), 'the headline');
    const rest = workspace.faults.add({
      method: 'chat.postMessage',
      times: 999,
      answer: { status: 429, retryAfter: 1 },
    });
    for (const words of ['severity P2', 'commander @bob'])
      await alice.command(command, words, { in: channel.name });
    run('pg_dump', '--format=custom', `--file=${dump}`, url);
    rest();
    const posted = (words: string) => channel.messages.filter(({ text }) => text.includes(words)).length;
    await workspace.until(() => posted('is now incident commander') > 0, 'the changes');
    await workspace.idle();
    await bot.stop();

    run('pg_restore', '--clean', '--if-exists', '--single-transaction', `--dbname=${url}`, dump);
    expect(await changesOwed(url)).toBe(2);
    await place().botOn(url);
    await vi.waitFor(async () => expect(await changesOwed(url)).toBe(0), { timeout: 20_000 });
    expect([posted('the severity from'), posted('is now incident commander')]).toEqual([1, 1]);
  });
});
