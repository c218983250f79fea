import { readWorkspace } from '../../rows/home-rows.ts';
import type { HomeWorkspace } from '../../store.ts';
import type { Sql } from './sql.ts';

/** The workspace whose incidents a database has; null before the first bot has asked. */
export async function knownHome(sql: Sql): Promise<HomeWorkspace | null> {
  const { rows } = await sql('SELECT team, url FROM workspace');
  return readWorkspace(rows[0]);
}

/** See `Store.homeOf`. */
export async function homeOf(sql: Sql, bot: HomeWorkspace): Promise<HomeWorkspace> {
  await sql('INSERT INTO workspace (id, team, url) VALUES (1, @team, @url) ON CONFLICT DO NOTHING', bot);
  return (await knownHome(sql)) ?? bot;
}
