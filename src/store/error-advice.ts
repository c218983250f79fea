/** What broke in the store, as the end of a sentence, and what whoever runs the bot can do about it. */
export type StoreAdvice = { readonly what: string; readonly todo: string };

/** What it means that somebody else is writing, or has begun to and does not end. */
export const lockedAdvice: StoreAdvice = {
  what: 'another program holds the database locked',
  todo: 'Close the SQL shell or the program that writes to the database file. The bot goes on by itself.',
};

const adviceByCode: readonly (readonly [code: RegExp, trouble: StoreAdvice])[] = [
  [
    /^SQLITE_FULL$/,
    {
      what: 'the disk of the database is full',
      todo: 'Free space on the disk that holds the database. The bot goes on by itself; nothing that was acknowledged is lost.',
    },
  ],
  [
    /^SQLITE_READONLY/,
    {
      what: 'the database is read-only',
      todo: 'Give the user that runs the bot write permission on the database file and on its folder, and look whether the disk is mounted read-only.',
    },
  ],
  [
    /^SQLITE_(?:CORRUPT|NOTADB)/,
    {
      what: 'the database is damaged',
      todo: 'Stop the bot, restore the latest backup with `npx intercom-incident restore FILE`, and start it. The damaged file is kept beside it.',
    },
  ],
  [/^SQLITE_(?:BUSY|LOCKED)/, lockedAdvice],
  [
    /^SQLITE_(?:IOERR|CANTOPEN)/,
    {
      what: 'the disk of the database cannot be written',
      todo: 'Look at the disk that holds the database: its space, quota, mount and health. The bot goes on by itself when writing works again.',
    },
  ],
];

/** What an error of the store means, by its code (https://www.sqlite.org/rescode.html); null for other errors. */
export function adviceFor(error: unknown): StoreAdvice | null {
  if (!(error instanceof Error && 'code' in error)) return null;
  const code = String(error.code);
  return adviceByCode.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

/** An event that could never be read back: a fault of the program. Nothing was stored. Its code names the type and the fields. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
  readonly code: string;

  constructor(type: string, fields: readonly string[]) {
    super(`The event ${type} cannot be stored, for it could not be read back: ${fields.join(', ')}.`);
    this.code = `${type} ${fields.join(' ')}`;
  }
}

/** Whether an error says that stored data cannot be trusted any more. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(?:CORRUPT|NOTADB)/.test(String(error.code));
