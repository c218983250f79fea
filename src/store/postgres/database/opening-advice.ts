import { errorMessage } from '../../error-message.ts';
import type { NamingSetting } from '../../store-unavailable.ts';
import { canPass, lossOf } from './losses.ts';

/** What to do about a database that takes no writes, and won't by itself. */
export const readOnlyTodo: NamingSetting = (setting) =>
  `Name the primary in ${setting}, or turn off default_transaction_read_only of the user and the database.`;

const adviceByCode: readonly (readonly [code: RegExp, todo: NamingSetting])[] = [
  [/^3D000$/, (setting) => `Create it with \`createdb\`, or check its name in ${setting}.`],
  // PgBouncer: "unsupported startup parameter".
  [
    /^08P01$/,
    (setting) => `The bot needs its own connections: name PostgreSQL itself in ${setting}, not a pooler.`,
  ],
  [/^28/, (setting) => `Check the user and the password in ${setting}.`],
  [/^42501$/, (setting) => `The user in ${setting} has to own the database and its tables.`],
  [
    /^42(?:P0[67]|723|710)$/,
    () => 'It has tables of another program. Create one for the bot alone with `createdb`.',
  ],
  [/^3F000$/, () => 'Create the schema that the search_path of the user or the database names.'],
  [/^25006$/, readOnlyTodo],
  [/^53100$/, () => 'Free up space on the disk of PostgreSQL.'],
  [/^53300$/, () => 'Raise max_connections of PostgreSQL, or the limit of the user or the database.'],
];

/** pg itself ends a login for which it has no password (https://github.com/brianc/node-postgres/blob/master/packages/pg/lib/crypto/sasl.js). */
export const lacksPassword = (cause: unknown): boolean =>
  cause instanceof Error && /^SASL: .*password/.test(cause.message);
const invalidPassword = '28P01';

function codeOf(cause: unknown): string {
  if (lacksPassword(cause)) return invalidPassword;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

/** What to do about a database that doesn't take the bot's tables; null if PostgreSQL's code doesn't tell. */
export const unfitTodo = (cause: unknown): NamingSetting | null =>
  adviceByCode.find(([pattern]) => pattern.test(codeOf(cause)))?.[1] ?? null;

/** Whether the way to the server can't be encrypted as it has to be. */
const isAboutTls = (cause: unknown): boolean =>
  /CERT|TLS|SSL/.test(codeOf(cause)) || /SSL|certificate|ENOENT.*, open /i.test(errorMessage(cause));

/** What to do about a database that can't be opened. */
export function openingTodo(cause: unknown): NamingSetting {
  const known = unfitTodo(cause);
  if (known !== null) return known;
  if (isAboutTls(cause))
    return (setting) => `Check sslmode in ${setting}, and that sslrootcert is the file of the server's CA.`;
  return (setting) => `Check ${setting}, that PostgreSQL is running, and the network to it.`;
}

/** What passes while the bot runs, but at the start means that it was set up wrong: nobody was ever let in, or a pooler answers. */
const setUpWrong = /^(?:28...|3D000|08P01)$/;

/** Whether a database that can't be opened is away, so that it can be opened later without anybody changing a setting. */
export const isAway = (cause: unknown): boolean =>
  !isAboutTls(cause) && !setUpWrong.test(codeOf(cause)) && canPass(lossOf(cause));
