import { expect, test } from 'vitest';
import { isPostgres, urlProblem, withoutPassword } from '../../../src/store/database-url.ts';

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
  ['postgres://bot:se/cret@db.example/incidents', 'postgres://…'],
  // Each of these is a valid URL, with a part of the password as its host, its database, or a parameter.
  ['postgres://bot:s@e/cret@db.example/incidents', 'postgres://…'],
  ['postgres://bot:1/cret@db.example/incidents', 'postgres://…'],
  ['postgres://bot:s@e/c?ret@db.example/incidents', 'postgres://…'],
  ['postgres://bot:s@e/c#ret@db.example/incidents', 'postgres://…'],
])('%s is named without its password', (url, named) => {
  expect(isPostgres(url)).toBe(true);
  expect(withoutPassword(url)).toBe(named);
});

test.each([
  'postgres://bot:s@e/cret@db.example/incidents',
  'postgres://bot:1/cret@db.example/incidents',
  'postgres://bot:s@e/c?ret@db.example/incidents',
  'postgres://bot:s@e/c#ret@db.example/incidents',
])('%s is refused for the special characters of its password', (url) => {
  expect(urlProblem(url)).toMatch(
    /^must be a URL such as .*, with special characters of the password as %40$/,
  );
});

test('a misspelt parameter is refused, so that no connection goes unencrypted by mistake', () => {
  expect(urlProblem('postgres://db.example/incidents?sslmod=verify-full')).toBe(
    'has the unknown parameter sslmod; the parameters for encryption are sslmode and sslrootcert',
  );
});

test("a PostgreSQL URL that lacks a slash isn't a file", () => {
  expect(urlProblem('postgres:/bot:secret@db.example/incidents')).toMatch(/^must be a file, such as /);
  expect(urlProblem('postgresql:bot@db.example')).toMatch(/^must be a file, such as /);
});
