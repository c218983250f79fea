import { errorMessage } from '../../error-message.ts';
import { canPass, lossOf } from './losses.ts';

/** What to do about a database that takes no writes, and won't by itself. */
export const readOnlyTodo =
  'Name the primary in DATABASE_URL, or turn off default_transaction_read_only of the user and the database.';

const adviceByCode: readonly (readonly [code: RegExp, todo: string])[] = [
  [/^3D000$/, 'Create it with `createdb`, or check its name in DATABASE_URL.'],
  // PgBouncer: "unsupported startup parameter".
  [/^08P01$/, 'The bot needs its own connections: set DATABASE_URL to PostgreSQL itself, not to a pooler.'],
  [/^28/, 'Check the user and the password in DATABASE_URL.'],
  [/^42501$/, 'The user in DATABASE_URL has to own the database and its tables.'],
  [
    /^42(?:P0[67]|723|710)$/,
    'It has tables of another program. Create one for the bot alone with `createdb`.',
  ],
  [/^3F000$/, 'Create the schema that the search_path of the user or the database names.'],
  [/^25006$/, readOnlyTodo],
  [/^53100$/, 'Free up space on the disk of PostgreSQL.'],
  [/^53300$/, 'Raise max_connections of PostgreSQL, or the limit of the user or the database.'],
];

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : '';

/** What to do about a database that doesn't take the bot's tables; null if PostgreSQL's code doesn't tell. */
export const unfitTodo = (cause: unknown): string | null =>
  adviceByCode.find(([pattern]) => pattern.test(codeOf(cause)))?.[1] ?? null;

/** Whether the way to the server can't be encrypted as it has to be. */
const isAboutTls = (cause: unknown): boolean =>
  /CERT|TLS|SSL/.test(codeOf(cause)) || /SSL|certificate|ENOENT.*, open /i.test(errorMessage(cause));

/** What to do about a database that can't be opened. */
export function openingTodo(cause: unknown): string {
  const known = unfitTodo(cause);
  if (known !== null) return known;
  if (isAboutTls(cause))
    return "Check sslmode in DATABASE_URL, and that sslrootcert is the file of the server's CA.";
  return 'Check DATABASE_URL, that PostgreSQL is running, and the network to it.';
}

/** What passes while the bot runs, but at the start means that it was set up wrong: nobody was ever let in, or a pooler answers. */
const setUpWrong = /^(?:28...|3D000|08P01)$/;

/** Whether a database that can't be opened is away, so that it can be opened later without anybody changing a setting. */
export const isAway = (cause: unknown): boolean =>
  !isAboutTls(cause) && !setUpWrong.test(codeOf(cause)) && canPass(lossOf(cause));
