import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPostgres } from '../../../demo/postgres/find-postgres.ts';
import { startPrivateServer } from '../../../demo/postgres/private-server.ts';
import { freePort } from '../../flows/support/ports.ts';
import { lackOfPostgres } from './postgres.ts';

const openssl = (folder: string, command: string, ...more: readonly string[]) =>
  execFileSync('openssl', [...command.split(' '), ...more], { cwd: folder, stdio: 'ignore' });

function lackOfOpenssl(): string | null {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'TLS to PostgreSQL. Install openssl.';
  }
}

/** Why tests of TLS to PostgreSQL are skipped; null if they can run. */
export const lackOfEncryption = lackOfPostgres ?? lackOfOpenssl();

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const days = ['-days', '2'];

/** A CA of our own: `NAME.pem` and `NAME.key`. */
function makeCa(folder: string, name: string): void {
  openssl(folder, `req -x509 -subj /CN=${name} -keyout ${name}.key -out ${name}.pem`, ...newKey, ...days);
}

/** A certificate for `localhost` of our CA, where the server's user may read it, and another CA. */
function certify(folder: string): void {
  makeCa(folder, 'ca');
  makeCa(folder, 'other');
  openssl(folder, 'req -subj /CN=localhost -keyout server.key -out server.csr', ...newKey);
  writeFileSync(join(folder, 'names'), 'subjectAltName=DNS:localhost');
  const signing = 'x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile names';
  openssl(folder, `${signing} -out server.pem`, ...days);
  const { uid, gid } = statSync(folder);
  for (const file of ['server.key', 'server.pem']) chownSync(join(folder, file), uid, gid);
  chmodSync(join(folder, 'server.key'), 0o600);
}

/** A PostgreSQL on 127.0.0.1 that takes connections with TLS, as `localhost`, and without. */
export type EncryptedServer = {
  /** The URL of its database; FOLDER in the options is where `ca.pem` lies, and `other.pem` of a CA that hasn't signed it. */
  urlOf(host: string, options: string): string;
  /** Ends it, and removes its data. */
  [Symbol.asyncDispose](): Promise<void>;
};

/** Starts one. */
export async function startEncryptedServer(): Promise<EncryptedServer> {
  const port = await freePort();
  const server = await startPrivateServer(findPostgres(process.env) ?? '', { port });
  await server.stop('fast');
  certify(server.folder);
  await server.start([
    'ssl=on',
    `ssl_cert_file=${server.folder}/server.pem`,
    `ssl_key_file=${server.folder}/server.key`,
  ]);
  return {
    urlOf: (host, options) =>
      `postgres://bot@${host}:${port}/postgres?${options.replaceAll('FOLDER', server.folder)}`,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
