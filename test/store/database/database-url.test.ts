import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { databaseName } from '../../../src/store/opening/database-name.ts';
import { isPostgres, urlProblem, withoutPassword } from '../../../src/store/opening/database-url.ts';

test.each([
  './data/incidents.db',
  'file:./data/incidents.db',
  'file:///var/lib/incidents.db',
  'C:/data/incidents.db',
  'postgres://bot:pass%40word@db.example:5432/incidents',
  'postgresql://db.example/incidents?sslmode=verify-full',
  'postgres://db.example/incidents?sslmode=verify-ca&sslrootcert=/etc/ca.pem',
  'postgres://bot@/incidents?host=/var/run/postgresql',
  'postgres://bot:p@ssword@db.example/incidents',
  'postgres://bot:p,ssword@db.example/incidents?application_name=a,b',
  'postgres://db.example/incidents?sslmode=require&channel_binding=require&connect_timeout=5',
])('%s names a database', (url) => {
  expect(urlProblem(url)).toBeNull();
});

test.each([
  [
    'postgres://bot:secret@db.example:5432/incidents?sslmode=require',
    'postgres://bot@db.example:5432/incidents',
  ],
  ['postgresql://db.example/incidents?password=secret', 'postgres://db.example/incidents'],
  // As pg does, a parameter counts rather than the same in the URL's beginning.
  ['postgres://bot:secret@/incidents?host=/cloudsql/eu-1', 'postgres://bot@%2Fcloudsql%2Feu-1/incidents'],
  ['postgres:///incidents?host=db.example&port=5433&user=bot', 'postgres://bot@db.example:5433/incidents'],
  ['postgres://a:secret@one:1/incidents?host=two&port=2&user=b', 'postgres://b@two:2/incidents'],
  ['postgres://bot:secret@/incidents', 'postgres://bot@localhost/incidents'],
  ['postgres://bot:se/cret@db.example/incidents', 'postgres://…'],
  ['postgres://bot:s@e/c?host=ret@db.example/incidents', 'postgres://…'],
  // Each of these is a valid URL, with a part of the password as its host, its database, or a parameter.
  ['postgres://bot:s@e/cret@db.example/incidents', 'postgres://…'],
  ['postgres://bot:1/cret@db.example/incidents', 'postgres://…'],
  ['postgres://bot:s@e/c?ret@db.example/incidents', 'postgres://…'],
  ['postgres://bot:s@e/c#ret@db.example/incidents', 'postgres://…'],
])('%s is named without its password', (url, named) => {
  expect(isPostgres(url)).toBe(true);
  expect(withoutPassword(url)).toBe(named);
});

test.each(['postgres://bot:100%@db.example/incidents', 'postgres://bot:%C3%BC@db.example/incidents'])(
  '%s is accepted although its password has a percent sign',
  (url) => {
    expect(urlProblem(url)).toBeNull();
  },
);

test.each([
  'postgres://bot:s%ecret@db.example/incidents',
  'postgres://b%ff:secret@db.example/incidents',
  'postgres://bot@db.example/incidents%ff',
  'postgres://bot@%ff/incidents',
  'postgres://bot:s@e/cret@db.example/incidents',
  'postgres://bot:1/cret@db.example/incidents',
  'postgres://bot:s@e/c?ret@db.example/incidents',
  'postgres://bot:s@e/c?host=ret@db.example/incidents',
  'postgres://bot:s@e/c#ret@db.example/incidents',
])('%s is refused for the special characters of its password', (url) => {
  expect(urlProblem(url)).toMatch(
    /^must be a URL such as .*, with special characters of the password escaped, such as # as %23$/,
  );
});

test.each([
  'postgres://bot@a.example,b.example/incidents',
  'postgres://bot:secret@a.example:5432,b.example:5432/incidents?target_session_attrs=read-write',
  'postgres://a.example,b.example/incidents',
  'postgres:///incidents?host=a.example,b.example',
  'postgres:///incidents?sslmode=require&host=a.example%2Cb.example',
])('%s is refused, because only one of its hosts would ever be tried', (url) => {
  expect(urlProblem(url)).toMatch(/^must name one host: /);
});

test.each(['any', 'read-write', 'primary'])('a bot that writes can ask for a server that is %s', (wanted) => {
  expect(urlProblem(`postgres://db.example/incidents?target_session_attrs=${wanted}`)).toBeNull();
});

test.each(['read-only', 'standby', 'prefer-standby'])(
  "a bot that writes can't ask for one that is %s",
  (wanted) => {
    expect(urlProblem(`postgres://db.example/incidents?target_session_attrs=${wanted}`)).toBe(
      'must have a target_session_attrs of read-write, because the bot has to write',
    );
  },
);

test('a misspelt parameter is refused, so that no connection goes unencrypted by mistake', () => {
  expect(urlProblem('postgres://db.example/incidents?sslmod=verify-full')).toBe(
    'has the unknown parameter sslmod; the parameters for encryption are sslmode and sslrootcert',
  );
});

test('a parameter that is given twice is refused, because only the last one would count', () => {
  const url = 'postgres://db.example/incidents?sslmode=verify-full&sslmode=disable';
  expect(urlProblem(url)).toBe('must have sslmode only once');
});

test.each(['99999', 'abc', '-1', '54 32', '0'])('a port of %s is refused', (port) => {
  expect(urlProblem(`postgres:///incidents?host=db.example&port=${port}`)).toBe(
    'must have a port from 1 to 65535',
  );
});

test.each(['5432', '65535', ''])('a port of "%s" is taken as pg takes it', (port) => {
  expect(urlProblem(`postgres:///incidents?host=db.example&port=${port}`)).toBeNull();
});

test("a PostgreSQL URL that lacks a slash isn't a file", () => {
  expect(urlProblem('postgres:/bot:secret@db.example/incidents')).toMatch(/^must be a file, such as /);
  expect(urlProblem('postgresql:bot@db.example')).toMatch(/^must be a file, such as /);
});

test.each([
  '"postgres://bot:secret@db.example/incidents"',
  "'postgresql://bot:secret@db.example/incidents'",
  '"file:./data/incidents.db"',
])('%s is refused for its quotes, with which it would name a file', (url) => {
  expect(urlProblem(url)).toBe('must have no quotes: docker and kubectl treat them as part of it');
});

test.each([
  'jdbc:postgresql://db.example/incidents',
  'bot:secret@db.example:5432/incidents',
  'bot@db.example/incidents',
  'db.example:5432/incidents',
  '127.0.0.1:5432',
  'host=db.example dbname=incidents',
  'DATABASE_URL=postgres://bot:secret@db.example/incidents',
  'postgresql+asyncpg://bot:secret@db.example/incidents',
])('%s is refused, because it was not meant as a file', (url) => {
  expect(urlProblem(url)).toMatch(/^must be a file, such as /);
});

test.each([
  '/srv/bot@prod/incidents.db',
  './data/user=bot/incidents.db',
  '../a:5432/incidents.db',
  'C:/Users/bot@prod/incidents.db',
  'c:\\Users\\bot@prod\\incidents.db',
])('%s is a file, whatever is in its path', (url) => {
  expect(urlProblem(url)).toBeNull();
});

test('the log calls a file by its whole path, and a server without its password', () => {
  expect(databaseName('file:./data/incidents.db')).toBe(resolve('data/incidents.db'));
  expect(databaseName('postgres://bot:secret@db.example/incidents')).toBe(
    'postgres://bot@db.example/incidents',
  );
});
