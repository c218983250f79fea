/** What kind of database a DATABASE_URL names: a file, or a PostgreSQL server's. */
export const isPostgres = (url: string): boolean => /^postgres(?:ql)?:\/\//.test(url);

const tlsModes = ['disable', 'require', 'verify-ca', 'verify-full'];

/** What is wrong with a DATABASE_URL, as the end of a sentence; null if nothing is. It never repeats the URL's password. */
export function urlProblem(url: string): string | null {
  if (!isPostgres(url))
    return /^(?!file:)\w+:\/\//.test(url)
      ? 'must be a file, such as file:./data/incidents.db, or a PostgreSQL database, such as postgres://bot@db.example/incidents'
      : null;
  const parsed = parsedUrl(url);
  if (!parsed)
    return 'must be a URL such as postgres://bot:password@db.example:5432/incidents, with special characters of the password as %40';
  if (parsed.pathname.length < 2)
    return 'must end with the name of the database, such as postgres://bot@db.example/incidents';
  const { searchParams: given } = parsed;
  const mode = given.get('sslmode');
  if (mode !== null && !tlsModes.includes(mode))
    return `must have an sslmode of ${tlsModes.slice(0, -1).join(', ')}, or ${tlsModes.at(-1)}`;
  if (mode === 'verify-ca' && !given.has('sslrootcert'))
    return "must have the CA's file as sslrootcert with sslmode=verify-ca, or sslmode=verify-full";
  return null;
}

/** A PostgreSQL URL for people and for the log: without its password, and without anything after a question mark. */
export function withoutPassword(url: string): string {
  const parsed = parsedUrl(url);
  if (!parsed) return 'postgres://…';
  const user = parsed.username === '' ? '' : `${parsed.username}@`;
  return `postgres://${user}${parsed.host}${parsed.pathname}`;
}

/** PostgreSQL's own programs take a user without a host, for a socket. */
const parsedUrl = (url: string): URL | null => URL.parse(url.replace('@/', '@localhost/'));
