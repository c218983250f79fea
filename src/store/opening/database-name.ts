import { databaseFile } from '../sqlite/database/location.ts';
import { isPostgres, withoutPassword } from './database-url.ts';

/** What people and the log call the database at a URL: its whole path, or the server's URL without the password. */
export const databaseName = (url: string): string =>
  isPostgres(url) ? withoutPassword(url) : databaseFile(url);
