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
])('%s is named without its password', (url, named) => {
  expect(isPostgres(url)).toBe(true);
  expect(withoutPassword(url)).toBe(named);
});
