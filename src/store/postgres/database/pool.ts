import { Pool, types } from 'pg';

/** How many statements of one process run at once; more wait for their turn. */
const connections = 10;
/** How long a connection may take to be made, or a statement to wait for one, ms. */
const connectMs = 1_500;

const int8 = 20;

/** `bigint` as a number: everything that is kept in one is far below 2^53. */
const parsers: { readonly getTypeParser: typeof types.getTypeParser } = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : types.getTypeParser(oid, format ?? 'text'),
};

/** The connections to the database at a URL, made when they are needed. */
export function poolFor(url: string): Pool {
  return new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    application_name: 'intercom-incident',
    types: parsers,
  });
}
