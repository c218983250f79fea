import { chownSync, existsSync, mkdirSync, renameSync, rmSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { clocksDifferMs } from '../../clocks-differ.ts';
import { errorMessage } from '../../error-message.ts';
import { StoreUnavailable } from '../../store-unavailable.ts';
import { connect } from './connect.ts';
import { type Copied, copyInto, countIncidents } from './copy.ts';
import { databaseFile } from './location.ts';
import { lockFor } from './lock.ts';

/** The files that belong to one database: the file itself, its WAL file, the WAL's index, and the bot's lock. */
const ownFiles = (file: string): string[] =>
  ['', '-wal', '-shm', '-journal', '.lock'].map((end) => file + end);

/**
 * Writes a backup of the database to `target`, even while the bot is running. Throws StoreUnavailable if there is no
 * database, if the target exists, or if the backup can't be made or isn't sound; then no target is left.
 */
export function backUp(url: string, target: string): Copied {
  const file = databaseFile(url);
  if (ownFiles(file).includes(databaseFile(target)))
    throw new StoreUnavailable(
      `${target} is part of the database itself. Choose another file for the backup.`,
    );
  if (existsSync(target))
    throw new StoreUnavailable(
      statSync(target).isDirectory()
        ? `${target} is a folder. Choose a file name in it for the backup.`
        : `${target} already exists, and backups never overwrite files. Choose a new file name.`,
    );
  if (!existsSync(dirname(resolve(target))))
    throw new StoreUnavailable(
      `There's no folder ${dirname(resolve(target))}. Create it, or choose another file.`,
    );
  const db = connect(file, true);
  try {
    return copyInto(db, target);
  } catch (cause) {
    throw new StoreUnavailable(
      `No backup was made (${errorMessage(cause)}). Nothing was changed. Check that ${dirname(resolve(target))} is writable and has free space.`,
      { cause },
    );
  } finally {
    db.close();
  }
}

/** What a restore installed, and where the files that it replaced are now; empty if there were none. */
export type Restored = Copied & { readonly keptAs: readonly string[] };

/**
 * Replaces the database with a backup. The old files are renamed in place, including the WAL file: one left behind
 * would be replayed into the restored database. Throws StoreUnavailable while the bot is running, or if the backup is
 * missing or not sound; then nothing was changed. `now`: UTC ms, for the names of the kept files.
 */
export function restore(url: string, backup: string, now: number): Restored {
  const file = databaseFile(url);
  if (ownFiles(file).includes(databaseFile(backup)))
    throw new StoreUnavailable(
      `${backup} is the database itself. Nothing was changed. Choose a backup file.`,
    );
  if (!existsSync(backup))
    throw new StoreUnavailable(`There's no file ${backup}. Nothing was changed. Check the path.`);
  mkdirSync(dirname(file), { recursive: true });
  const owner = statSync(existsSync(file) ? file : dirname(file));
  const lock = lockFor(file);
  const fresh = `${file}.restored`;
  const renamed: Renamed[] = [];
  try {
    rmSync(fresh, { force: true });
    const copied = copyOf(backup, fresh);
    markMaybeSent(fresh);
    for (const made of [fresh, `${file}.lock`]) giveTo(owner, made);
    moveAside(file, `${file}.replaced-${fileStamp(now)}`, renamed);
    renameSync(fresh, file);
    return { ...copied, keptAs: renamed.map(({ to }) => to) };
  } catch (cause) {
    const kept = moveBack(renamed).join(' and ');
    throw new StoreUnavailable(
      `${backup} wasn't restored (${errorMessage(cause)}). ${kept ? `Its files are now ${kept}.` : 'Nothing was changed.'} Use another backup, or check the permissions and free space of ${dirname(file)}.`,
      { cause },
    );
  } finally {
    rmSync(fresh, { force: true });
    lock.release(false);
  }
}

function copyOf(backup: string, target: string): Copied {
  countIncidents(backup);
  const db = new Database(backup, { readonly: true });
  try {
    return copyInto(db, target);
  } finally {
    db.close();
  }
}

/**
 * Effects pending at the backup may have been carried out since: the bot looks for them in Slack first. A backup from
 * before the outbox tracked that is left to its migrations.
 */
function markMaybeSent(file: string): void {
  const db = new Database(file);
  try {
    const known = db.prepare("SELECT 1 FROM pragma_table_info('outbox') WHERE name = 'tried_from'").get();
    if (!known) return;
    db.prepare(
      'UPDATE outbox SET maybe_sent = 1, tried_from = max(0, coalesce(tried_from, owed_at - ?))',
    ).run(clocksDifferMs);
  } finally {
    db.close();
  }
}

/** A file that has another name now. */
type Renamed = { readonly from: string; readonly to: string };

/** Renames a database with its WAL file, and adds each to `renamed`. The database goes last: until then it's where it was. */
function moveAside(file: string, aside: string, renamed: Renamed[]): void {
  for (const end of ['-shm', '-wal', '-journal', '']) {
    const [from, to] = [file + end, aside + end];
    if (!existsSync(from)) continue;
    renameSync(from, to);
    renamed.push({ from, to });
  }
}

/**
 * Gives files their names back, the database last and only if all others have theirs: without its WAL file, it would lack
 * commits. Returns those that still have the other name.
 */
function moveBack(renamed: readonly Renamed[]): string[] {
  for (const [n, { from, to }] of renamed.entries())
    try {
      renameSync(to, from);
    } catch {
      return renamed.slice(n).map((one) => one.to);
    }
  return [];
}

/** Only root can change a file's owner, and only then is it needed. */
function giveTo({ uid, gid }: Stats, file: string): void {
  if (process.getuid?.() === 0) chownSync(file, uid, gid);
}

/** `20261121T140000123Z`: a time (UTC ms) in a file's name. */
export const fileStamp = (at: number): string => new Date(at).toISOString().replace(/[-:.]/g, '');
