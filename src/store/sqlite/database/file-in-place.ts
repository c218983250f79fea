import { statSync } from 'node:fs';

/**
 * The database's file was deleted, moved, or replaced: SQLite would go on in the one that it has open, and the next
 * start would find nothing of that.
 */
export class FileNotInPlace extends Error {
  override readonly name = 'FileNotInPlace';
  readonly code = 'FILE_NOT_IN_PLACE';
}

/** Whether the file at a path, and its WAL file, are the ones that have just been opened; costs some microseconds. */
export function watchedFile(file: string): () => boolean {
  const opened = [file, `${file}-wal`]
    .map((path) => ({ path, as: identity(path) }))
    .filter(({ as }) => as !== null);
  return () => opened.every(({ path, as }) => identity(path) === as);
}

/** What tells a file from another one at its path; null if there is none, or none that can be looked at. */
function identity(path: string): string | null {
  try {
    const { dev, ino } = statSync(path);
    return `${dev} ${ino}`;
  } catch {
    return null;
  }
}
