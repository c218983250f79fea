import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { realPath } from '../../opening/real-path.ts';

/**
 * The file behind `file:./data/incidents.db`, or behind a bare path, by its one real path: a program that opens it
 * through a link finds the same WAL file and the same lock, even before the file exists.
 */
export const databaseFile = (url: string): string => realPath(resolve(url.replace(/^file:(?:\/\/)?/, '')));

/**
 * Whether a database still has to be created at a URL: null if there is one, otherwise its file, and the folder that
 * prevents the first start from creating it (null if nothing does).
 */
export function yetToBeMade(url: string): { file: string; barredBy: string | null } | null {
  const file = databaseFile(url);
  if (existsSync(file)) return null;
  let folder = dirname(file);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return { file, barredBy: canHold(folder) ? null : folder };
}

function canHold(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
