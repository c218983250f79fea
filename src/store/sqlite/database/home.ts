import { readWorkspace } from '../../rows/home-rows.ts';
import type { HomeWorkspace } from '../../store.ts';
import type { Statements } from '../statements.ts';

/** See `Store.homeOf`. Belongs inside a transaction. */
export function homeOf(sql: Statements, bot: HomeWorkspace): HomeWorkspace {
  const known = readWorkspace(sql('SELECT team, url FROM workspace').get());
  if (!known) sql('INSERT INTO workspace (id, team, url) VALUES (1, ?, ?)').run(bot.team, bot.url);
  return known ?? bot;
}
