import { readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Resolves an absolute path as far as it exists; a link may lead to something that doesn't. */
export function realPath(path: string): string {
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
