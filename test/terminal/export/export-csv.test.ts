import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Command } from '../../../src/domain/incident/commands.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { bob, byBob, minute } from '../../domain/support/fixtures.ts';
import { changed, open, tell } from '../../store/support/orders.ts';
import { openFile, temporaryFolder, withSql } from '../../store/support/sqlite.ts';
import { exportOf } from './support/exports.ts';

const resolve: Command = { type: 'resolve', fix: plainText('Rolled back') };
const close: Command = {
  type: 'close',
  summary: null,
  rootCause: plainText('A change, "untested"'),
  fix: null,
  conversationsAffected: 40,
  usersAffected: 7,
  actionItems: [],
};

/** Two incidents, one over and one private and open, and one that another version wrote. */
async function database(): Promise<string> {
  const file = join(temporaryFolder(), 'incidents.db');
  const store = openFile(file);
  await store.rememberPerson(bob, '=Bob');
  const declared = { ...open('=cmd|calc'), commander: null, startedAt: minute(-10) };
  const { id: target } = changed(await tell(store, declared, { at: minute(0) }));
  await tell(store, { type: 'assign_commander', user: bob }, { target, at: minute(5) });
  await tell(store, resolve, { target, at: minute(65), by: byBob });
  await tell(store, close, { target, at: minute(70), by: byBob });
  await tell(store, { ...open('Keys leaked'), visibility: 'members' }, { at: minute(80) });
  await tell(store, open('Newer'), { at: minute(90) });
  withSql(file, (db) =>
    db.exec(`UPDATE events SET body = '{"type":"opened_v9"}' WHERE incident = 3 AND seq = 1`),
  );
  return file;
}

test('export --csv prints one row an incident with its figures, as a sheet reads it, and no formula', async () => {
  const file = await database();
  const [head = '', ...rows] = (await exportOf(file, 'all', { as: 'csv' })).split('\r\n');
  expect(head).toMatch(/^\ufeffincident,title,severity,status,counts_as,problem_of,/);
  expect(rows).toEqual([
    'INC-1,\'=cmd|calc,P1,CLOSED,real,unknown,no,person,\'=Bob,,,2026-11-20 13:50:00,2026-11-20 14:00:00,2026-11-20 14:00:00,2026-11-20 14:05:00,2026-11-20 15:05:00,2026-11-20 15:05:00,2026-11-20 15:10:00,,10,5,75,75,1,0,0,40,7,0,0,"A change, ""untested""",Rolled back',
    'INC-2,Keys leaked,P1,INVESTIGATING,real,unknown,yes,person,,,,2026-11-20 15:20:00,2026-11-20 15:20:00,2026-11-20 15:20:00,,,,,,,,,,0,0,0,,,0,0,,',
    'INC-3,Newer,P1,INVESTIGATING,unreadable,,no,,,,,,,2026-11-20 15:30:00,,,,,,,,,,,,,,,,,,',
    '',
  ]);
});

test('export --csv prints one incident, and leaves out private ones if that is asked', async () => {
  const file = await database();
  const one = await exportOf(file, 'INC-2', { as: 'csv' });
  expect(one.trimEnd().split('\r\n')).toHaveLength(2);
  expect(one).toContain('INC-2,Keys leaked,P1');
  expect(await exportOf(file, 'all', { as: 'csv', publicOnly: true })).not.toContain('Keys leaked');
});

test('export --csv counts minutes as figures do, from and to the times as corrected', async () => {
  const file = join(temporaryFolder(), 'incidents.db');
  const store = openFile(file);
  const { id: target } = changed(await tell(store, { ...open('Slow'), startedAt: minute(-10) }));
  const to = { detected: minute(-4), acknowledged: minute(-3) };
  await tell(store, { type: 'correct_times', to }, { target, at: minute(2) });
  const [head = '', row = ''] = (await exportOf(file, 'all', { as: 'csv' })).split('\r\n');
  const cells = row.split(',');
  const cellOf = (column: string) => cells[head.split(',').indexOf(column)];
  expect(['detect', 'acknowledge'].map((measured) => cellOf(`minutes_to_${measured}`))).toEqual(['6', '0']);
  expect(cellOf('detected')).toBe('2026-11-20 13:56:00');
});
