/** What kind of database a DATABASE_URL names: a file, or a PostgreSQL server's. */
export const isPostgres = (url: string): boolean => /^postgres(?:ql)?:\/\//.test(url);

const tlsModes = ['disable', 'require', 'verify-ca', 'verify-full'];

/**
 * The parameters that may follow the question mark: what pg reads (https://node-postgres.com/features/connecting), and what
 * providers of PostgreSQL add for psql; of that, pg ignores `channel_binding`. A misspelt `sslmode` would leave the connection
 * unencrypted.
 */
const parameters: ReadonlySet<string> = new Set([
  ...['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'channel_binding'],
  ...['host', 'port', 'user', 'password', 'options', 'application_name'],
  ...['connect_timeout', 'target_session_attrs'],
]);

/** `a,b` as the host, which psql takes in turn: in the URL, after the password if there is one, or as a parameter. */
const severalHosts = /^\w+:\/\/(?:[^/?]*@)?[^/?@]*,[^/?@]*(?:[/?]|$)|[?&]host=[^&]*(?:,|%2c)/i;

/**
 * What was meant as a server's database, such as `bot:password@db.example/incidents`, `db.example:5432/incidents`, or
 * `host=db.example`. A path that begins as one is a file's, whatever is in it.
 */
const lacksScheme = /^(?!file:|[./]|[a-z]:[\\/])(?:.*@|[^/\\]*:\d+(?:\/|$)|.*\b(?:host|dbname|user|port)=)/i;

/** What is wrong with a DATABASE_URL, as the end of a sentence; null if nothing is. It never repeats the URL's password. */
export function urlProblem(url: string): string | null {
  if (/^["'`]/.test(url)) return 'must have no quotes: docker and kubectl treat them as part of it';
  if (/^(?:file:)?:memory:/i.test(url))
    return 'must be a file that stays, such as file:./data/incidents.db: in memory, a restart would lose every incident';
  if (!isPostgres(url))
    return /^(?!file:)(?:.*:\/\/|postgres(?:ql)?:)/i.test(url) || lacksScheme.test(url)
      ? 'must be a file, such as file:./data/incidents.db, or a PostgreSQL database, such as postgres://bot@db.example/incidents'
      : null;
  if (severalHosts.test(url))
    return 'must name one host: with a standby, an address that follows the primary, since pg tries no second one';
  const parsed = parsedUrl(url);
  if (!parsed)
    return 'must be a URL such as postgres://bot:password@db.example:5432/incidents, with special characters of the password escaped, such as # as %23';
  if (parsed.pathname.length < 2)
    return 'must end with the name of the database, such as postgres://bot@db.example/incidents';
  const { searchParams: given } = parsed;
  const unknown = [...given.keys()].find((name) => !parameters.has(name));
  if (unknown !== undefined)
    return `has the unknown parameter ${unknown}; the parameters for encryption are sslmode and sslrootcert`;
  const twice = [...given.keys()].find((name) => given.getAll(name).length > 1);
  if (twice !== undefined) return `must have ${twice} only once`;
  const port = given.get('port') || parsed.port || '5432';
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    return 'must have a port from 1 to 65535';
  const wanted = given.get('target_session_attrs');
  if (wanted !== null && !/^(?:any|read-write|primary)$/.test(wanted))
    return 'must have a target_session_attrs of read-write, because the bot has to write';
  const mode = given.get('sslmode');
  if (mode !== null && !tlsModes.includes(mode))
    return `must have an sslmode of ${tlsModes.slice(0, -1).join(', ')}, or ${tlsModes.at(-1)}`;
  if (mode === 'verify-ca' && !given.has('sslrootcert'))
    return "must have the CA's file as sslrootcert with sslmode=verify-ca, or sslmode=verify-full";
  return null;
}

/** A PostgreSQL URL for people and for the log: where it leads, without its password and its other parameters. */
export function withoutPassword(url: string): string {
  const parsed = parsedUrl(url);
  if (!parsed) return 'postgres://…';
  const { searchParams: given } = parsed;
  const user = given.get('user') || parsed.username;
  const host = given.get('host')?.replaceAll('/', '%2F') || parsed.hostname;
  const port = given.get('port') || parsed.port;
  return `postgres://${user && `${user}@`}${host}${port && `:${port}`}${parsed.pathname}`;
}

/**
 * Null for what can't be read, or only by taking a part of the password for the host, the database, or a parameter.
 * PostgreSQL's own programs take a user without a host, for a socket.
 */
function parsedUrl(url: string): URL | null {
  const parsed = URL.parse(url.replace('@/', '@localhost/'));
  if (!parsed || url.includes('#') || /[/@]/.test(parsed.pathname.slice(1)) || !isDecodable(url)) return null;
  const { searchParams: given } = parsed;
  if (given.get('host')?.includes('@')) return null;
  return [...given.keys()].every((name) => /^\w+$/.test(name)) ? parsed : null;
}

/** Whether pg can decode a URL. It accepts a % that no two hexadecimal digits follow, but no escape of half a character. */
function isDecodable(url: string): boolean {
  try {
    return decodeURIComponent(url.replace(/%(?![\da-f]{2})/gi, '%25')) !== '';
  } catch {
    return false;
  }
}
