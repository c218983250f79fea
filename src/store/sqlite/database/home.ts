import { readWorkspace } from '../../rows/home-rows.ts';
import type { HomeWorkspace } from '../../store.ts';
import type { Statements } from '../statements.ts';

/** The workspace whose incidents a database has; null before the first bot has asked. */
export const knownHome = (sql: Statements): HomeWorkspace | null =>
  readWorkspace(sql('SELECT team, url FROM workspace').get());

/** See `Store.homeOf`. Belongs inside a transaction. */
export function homeOf(sql: Statements, bot: HomeWorkspace): HomeWorkspace {
  const known = knownHome(sql);
  if (!known) sql('INSERT INTO workspace (id, team, url) VALUES (1, ?, ?)').run(bot.team, bot.url);
  return known ?? bot;
}
