/** Where people set the URL of a database: that of the bot, or the one that it's moved to. */
type UrlSetting = 'DATABASE_URL' | '--to';

/** What to do about a database, in words that name where its URL is set. */
export type NamingSetting = (setting: UrlSetting) => string;

/** The store can't be opened, or can no longer be used. The message says what to do. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  /** Whether it can be opened later without anybody changing a setting or the program: the database is away. */
  readonly passes: boolean;
  readonly #words: NamingSetting;

  constructor(
    words: string | NamingSetting,
    { passes = false, ...options }: ErrorOptions & { passes?: boolean } = {},
  ) {
    const naming = typeof words === 'string' ? () => words : words;
    super(naming('DATABASE_URL'), options);
    this.passes = passes;
    this.#words = naming;
  }

  /** The same about a database whose URL is set there. */
  setIn(setting: UrlSetting): StoreUnavailable {
    return new StoreUnavailable(this.#words(setting), { cause: this.cause, passes: this.passes });
  }
}
