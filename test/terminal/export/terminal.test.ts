import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { plainText } from '../../../src/domain/text/text.ts';
import { changed, open, tell } from '../../store/support/orders.ts';
import { openFile, temporaryFolder } from '../../store/support/sqlite.ts';
import { declareMany, exportOf, newDatabase, written } from './support/exports.ts';

const program = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** Runs the terminal's program on a database, by a shell if it's told what to do with the output. */
function run(file: string, args: readonly string[], then = '', under = '') {
  const command = [under, process.execPath, program, ...args].join(' ');
  const { stdout, stderr, status } = spawnSync('bash', ['-o', 'pipefail', '-c', `${command} ${then}`], {
    env: { ...process.env, DATABASE_URL: `file:${file}` },
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
}

const database = (): string => join(temporaryFolder(), 'incidents.db');

test('export says apart from the document how many incidents in it are private', async () => {
  const file = database();
  const store = openFile(file);
  await tell(store, open());
  await tell(store, { ...open('Keys leaked'), visibility: 'members' });
  const all = run(file, ['export']);
  expect(all.stderr).toBe(
    '1 of 2 incidents is private. Keep this export where only people who may know of it can read it, or use --public.\n',
  );
  expect(JSON.parse(all.stdout).incidents).toHaveLength(2);
  expect(run(file, ['export', '--public']).stderr).toBe('');
});

test('export ends without a word if whoever reads it has read enough', async () => {
  const file = database();
  const store = openFile(file);
  await declareMany(store);
  const { stdout, stderr } = run(file, ['export'], '| head -c 11');
  expect(stdout).toBe('{"format":1');
  expect(stderr).toBe('');
});

test('export says that it is not complete if the disk that it goes to is full', async () => {
  const file = database();
  const store = openFile(file);
  await declareMany(store);
  const { stderr, status } = run(file, ['export'], '> /dev/full');
  expect(stderr).toMatch(
    /^The export couldn't be written \(ENOSPC: .*\)\. It isn't complete\. Check the disk that it goes to\.\n$/,
  );
  expect(status).toBe(1);
});

test('import says that nothing was imported if the disk is full', async () => {
  const file = database();
  const store = openFile(file);
  await declareMany(store);
  const document = written(await exportOf(file));
  const into = newDatabase();
  await openFile(into).close();
  const { stderr, status } = run(into, ['import', document], '', 'prlimit --fsize=60000');
  expect(stderr).toMatch(/^Nothing was imported \(.+\)\. Check the permissions and free space of \/.+\.\n$/);
  expect(status).toBe(1);
  expect(JSON.parse(await exportOf(into)).incidents).toEqual([]);
});

test('export has no token that somebody wrote, and no words that were forgotten', async () => {
  const file = database();
  const store = openFile(file);
  const { id: target } = changed(await tell(store, open()));
  const token = ['xoxb', '1234567890', 'abcdefghijklmnop'].join('-');
  await tell(store, { type: 'add_note', text: plainText(`Our token is ${token}`), when: null }, { target });
  await tell(store, { type: 'add_note', text: plainText('Anna is ill'), when: null }, { target });
  expect(await exportOf(file)).toContain('Anna is ill');
  await store.forgetWords(target, 3);
  const document = await exportOf(file);
  expect(document).not.toContain(token);
  expect(document).not.toContain('Anna');
  expect(JSON.parse(document).incidents[0].events[2].event).toMatchObject({ type: 'note_added', text: '' });
});
