import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeWith } from '../support/describe-with.ts';
import { freshDatabase, lackOfPostgres, withClient } from './support/postgres.ts';

const columnRows = z.array(z.object({ column: z.string() }));

describeWith(lackOfPostgres, 'An incident on PostgreSQL', () => {
  test('is updated in place: no index depends on a column that every change writes', async () => {
    const depended = await withClient(await freshDatabase(), (client) =>
      client.query(`SELECT DISTINCT attname AS column FROM pg_index
        JOIN pg_depend ON objid = indexrelid AND refobjid = indrelid
        JOIN pg_attribute ON attrelid = indrelid AND attnum = refobjsubid
        WHERE indrelid = 'incidents'::regclass`),
    );
    const columns = columnRows.parse(depended.rows).map(({ column }) => column);
    expect(columns).toContain('unsearched');
    expect(columns.filter((column) => ['seq', 'searched', 'next_update_at'].includes(column))).toEqual([]);
  });
});
