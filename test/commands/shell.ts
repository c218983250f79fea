import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The shells that people paste into. zsh is left out where it is not installed. */
export const shells = ['bash', 'zsh'].filter((name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name))),
);

/** What a run came to. `called`: each call of a stand-in, as `kubectl rollout restart deployment/x`. */
export type Ran = { code: number; out: string; output: string; called: readonly string[] };

/** How a block is run. `typed` is what a person types once it asks; `unset`: under `set -u`. */
export type Terms = {
  shell?: string;
  env?: Readonly<Record<string, string>>;
  typed?: string;
  nounset?: boolean;
};

/** A folder for commands to run in: `kubectl`, `aws` and what asks the network are stand-ins that write down their calls. */
export type Desk = {
  folder: string;
  run(block: string, terms?: Terms): Promise<Ran>;
  /** The secret that the stand-in for `aws` keeps. */
  secret(): Promise<string>;
};

const log = (body: string) =>
  `#!/bin/bash\nprintf '%s\\n' "$(basename "$0") $*" >> "$DESK/called"\n${body}\n`;

/** Its versions are named by their stage; a put is kept. */
const aws = log(`case "$*" in
  *put-secret-value*) printf %s "\${@: -1}" > "$DESK/secret" ;;
  *VersionId*) case "$*" in *AWSCURRENT*) echo v2 ;; *) echo v1 ;; esac ;;
  *get-secret-value*) cat "$DESK/secret" ;;
esac`);

const kubectl = log(`case "$*" in
  *'get cronjobs'*) echo '{"items":[{"metadata":{"name":"intercom-sync"},"spec":{"suspend":false}},{"metadata":{"name":"intercom-old"},"spec":{"suspend":true}},{"metadata":{"name":"billing"},"spec":{}}]}' ;;
  *'get pods'*) echo 'sync-7f9 Running' ;;
esac`);

/** The real curl for this machine; anything else is not asked. */
const curl = log(`for one in "$@"; do case "$one" in
  http://127.0.0.1*) ;;
  http*://*) echo 'HTTP/1.1 200 OK'; echo 'date: Sat, 21 Nov 2026 12:00:00 GMT'; exit 0 ;;
esac; done
exec /usr/bin/env -u DESK PATH="\${PATH#*:}" curl "$@"`);

const stands = { aws, kubectl, curl, dig: log('echo 192.0.2.1'), openssl: log('cat > /dev/null') };

/** Lays out an empty folder with the stand-ins. `secret` is what the secret manager holds. */
export async function desk(secret = 'dG9rOm9sZA=='): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'commands-'));
  const bin = await mkdtemp(join(tmpdir(), 'stand-ins-'));
  onTestFinished(async () => {
    await rm(folder, { recursive: true });
    await rm(bin, { recursive: true });
  });
  for (const [name, text] of Object.entries(stands)) {
    await writeFile(join(bin, name), text);
    await chmod(join(bin, name), 0o755);
  }
  await writeFile(join(bin, 'secret'), secret);
  return {
    folder,
    secret: () => readFile(join(bin, 'secret'), 'utf8'),
    async run(block, { shell = 'bash', env = {}, typed = '', nounset = false } = {}) {
      await writeFile(join(bin, 'called'), '');
      const path = `${bin}${delimiter}${process.env.PATH}`;
      const options = { cwd: folder, env: { PATH: path, HOME: folder, DESK: bin, ...env } };
      const { code, out, output } = await pasted(shell, { block, typed, nounset }, options);
      const called = (await readFile(join(bin, 'called'), 'utf8')).split('\n').filter(Boolean);
      return { code, out, output, called };
    },
  };
}

type Pasted = { block: string; typed: string; nounset: boolean };

/** The block arrives on the shell's input, as a paste does, and what is typed comes after it. */
function pasted(
  shell: string,
  { block, typed, nounset }: Pasted,
  options: { cwd: string; env: Record<string, string> },
): Promise<{ code: number; out: string; output: string }> {
  return new Promise((resolve) => {
    const flags = shell === 'zsh' ? ['-f'] : ['--norc'];
    const child = execFile(
      shell,
      [...flags, ...(nounset ? ['-u'] : []), '-s'],
      options,
      (error, out, output) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, output: output }),
    );
    child.stdin?.on('error', () => {}).end(`${block}\n${typed}`);
  });
}
