import { accessSync, constants, existsSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * The file behind `file:./data/incidents.db`, or behind a bare path, by its one real path: a program that opens it
 * through a link finds the same WAL file and the same lock, even before the file exists. `:memory:` stays as it is.
 */
export function databaseFile(url: string): string {
  const path = url.replace(/^file:(?:\/\/)?/, '');
  return path === ':memory:' ? path : realPath(resolve(path));
}

/**
 * Whether a database still has to be created at a URL: null if there is one, otherwise its file, and the folder that
 * prevents the first start from creating it (null if nothing does).
 */
export function yetToBeMade(url: string): { file: string; barredBy: string | null } | null {
  const file = databaseFile(url);
  if (file === ':memory:' || existsSync(file)) return null;
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

/** Resolves a path as far as it exists; a link may lead to something that doesn't. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    // If anything else is wrong with the path (a link to itself, no permission), opening it will say so.
    if (!isMissing(error)) return path;
  }
  const target = linkTarget(path);
  if (target !== null) return realPath(resolve(dirname(path), target));
  const folder = dirname(path);
  return folder === path ? path : join(realPath(folder), basename(path));
}

function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
