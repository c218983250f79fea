/** What broke in the store, as the end of a sentence, and what the operator can do about it. */
export type StoreAdvice = { readonly what: string; readonly todo: string };

/** What it means that another program is writing, or has started a transaction and doesn't end it. */
export const lockedAdvice: StoreAdvice = {
  what: 'another program has the database locked',
  todo: 'Close the SQL shell or the program that writes to the database file. The bot recovers on its own.',
};

const adviceByCode: readonly (readonly [code: RegExp, trouble: StoreAdvice])[] = [
  [
    /^SQLITE_FULL$/,
    {
      what: 'the database disk is full',
      todo: 'Free up space on the database disk. The bot recovers on its own, and nothing it acknowledged is lost.',
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
  [/^SQLITE_(?:BUSY|LOCKED)/, lockedAdvice],
  [
    /^SQLITE_(?:IOERR|CANTOPEN)/,
    {
      what: "the database disk isn't writable",
      todo: 'Check the database disk: space, quota, mount, and health. The bot recovers on its own once writes work again.',
    },
  ],
];

/** What an error of the store means, by its code (https://www.sqlite.org/rescode.html); null for other errors. */
export function adviceFor(error: unknown): StoreAdvice | null {
  if (!(error instanceof Error && 'code' in error)) return null;
  const code = String(error.code);
  return adviceByCode.find(([pattern]) => pattern.test(code))?.[1] ?? null;
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
