/** What broke in the store, as the end of a sentence, and what the operator can do about it. */
export type StoreAdvice = {
  readonly what: string;
  readonly todo: string;
  /** Another bot may be on the right server: this one should get no payloads. Anything else is so for all bots. */
  readonly leaveToOthers?: true;
  /** Only larger changes may fail: a check that writes little still finds room in what the database has taken of the disk. */
  readonly sparesChecks?: true;
};

/** What it means that another program is writing, or has started a transaction and doesn't end it. */
export const lockedAdvice: StoreAdvice = {
  what: 'another program has the database locked',
  todo: 'Close the SQL shell or the program that writes to the database file. The bot recovers on its own.',
};

/** The code of errors that have none of the database's own, because it's away. */
export const awayCode = 'DATABASE_AWAY';

/** The code of a former primary: another server has taken over from it. */
export const oldPrimaryCode = 'OLD_PRIMARY';

const adviceByCode: readonly (readonly [code: RegExp, advice: StoreAdvice])[] = [
  [
    /^SQLITE_FULL$/,
    {
      what: 'the database disk is full',
      todo: 'Free up space on the database disk. The bot recovers on its own, and nothing it acknowledged is lost.',
      sparesChecks: true,
    },
  ],
  [
    /^SQLITE_READONLY/,
    {
      what: 'the database is read-only',
      todo: "Give the bot's user write permission on the database file and its folder, and check whether the disk is mounted read-only.",
    },
  ],
  [
    /^SQLITE_(?:CORRUPT|NOTADB)/,
    {
      what: 'the database is corrupt',
      todo: 'Stop the bot, restore the latest backup with `npx intercom-incident restore FILE`, and start it. The corrupt file is kept next to it.',
    },
  ],
  [
    /^FILE_NOT_IN_PLACE$/,
    {
      what: 'the database file was moved, replaced, or deleted',
      todo: 'Move it back, with its WAL file, and the bot goes on by itself. Otherwise stop the bot, restore a backup, and start it.',
    },
  ],
  [/^SQLITE_(?:BUSY|LOCKED)/, lockedAdvice],
  [
    /^SQLITE_(?:IOERR|CANTOPEN)/,
    {
      what: "the database disk isn't writable",
      todo: 'Check the database disk: space, quota, mount, and health. The bot recovers on its own once writes work again.',
    },
  ],
  [
    /^25006$/,
    {
      what: 'the database takes no writes',
      todo: "PostgreSQL is read-only: it's a standby, or failing over. The bot goes on by itself once it can write.",
    },
  ],
  [
    /^OLD_PRIMARY$/,
    {
      what: 'the database is an old primary',
      todo: 'Stop it, or point DATABASE_URL at the newer one. After pg_upgrade or restoring an older backup, restart the bots.',
      leaveToOthers: true,
    },
  ],
  [
    /^53100$/,
    {
      what: 'the database disk is full',
      todo: 'Free up space on the disk of PostgreSQL. The bot goes on by itself, and nothing it acknowledged is lost.',
      sparesChecks: true,
    },
  ],
  [
    /^42501$/,
    {
      what: "the database doesn't let the bot write",
      todo: 'The user in DATABASE_URL has to own the database and its tables.',
    },
  ],
  [
    /^53300$/,
    {
      what: 'the database has no connection left',
      todo: 'Raise max_connections of PostgreSQL, or the limit of the user or the database. The bot goes on by itself.',
    },
  ],
  [
    /^(?:28...|3D000)$/,
    {
      what: "the database doesn't let the bot in",
      todo: 'Check the user, the password, and the name in DATABASE_URL.',
    },
  ],
  [
    /^(?:55P03|40001|40P01)$/,
    {
      what: 'something else has the record locked',
      todo: 'Look in pg_stat_activity for a transaction left open, and end it. The bot goes on by itself.',
    },
  ],
  [
    /^(?:DATABASE_AWAY|08...|57...|53...|25P0.)$/,
    {
      what: "the database doesn't answer",
      todo: 'Check PostgreSQL and the network to it. The bot reconnects by itself, and nothing it acknowledged is lost.',
    },
  ],
];

/** What an error of the store means, by SQLite's (https://www.sqlite.org/rescode.html) or PostgreSQL's code; null for others. */
export function adviceFor(error: unknown): StoreAdvice | null {
  if (!(error instanceof Error && 'code' in error)) return null;
  const code = String(error.code);
  return adviceByCode.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

/** The code of the error behind one, if it has any. */
const codeOf = (error: unknown): string | null =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  (/^\w{5}$/.test(error.code) || error.code === oldPrimaryCode)
    ? error.code
    : null;

/** The database didn't answer, or refused, for as long as work can wait. Nothing was changed. */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
  readonly code: string;

  constructor(cause: unknown) {
    super("The database doesn't answer.", { cause });
    this.code = codeOf(cause) ?? awayCode;
  }
}

/** The database went away while it was saving, and wasn't back in time to say whether it did. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
  readonly code = awayCode;

  constructor(cause: unknown) {
    super('The database went away while it was saving.', { cause });
  }
}

/**
 * An event that could never be read back: a bug in the program. Nothing was stored. Its code names the type and the
 * fields.
 */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
  readonly code: string;

  constructor(type: string, fields: readonly string[]) {
    super(`The event ${type} can't be stored because it couldn't be read back: ${fields.join(', ')}.`);
    this.code = `${type} ${fields.join(' ')}`;
  }
}

/** Whether an error means that stored data can't be trusted any more. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(?:CORRUPT|NOTADB)/.test(String(error.code));
