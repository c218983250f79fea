import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Which app is behind the workspace: the sandbox's own, a program to start, or one started elsewhere. */
export type WantedApp =
  | { readonly kind: 'own' }
  | { readonly kind: 'command'; readonly command: string; readonly folder: string }
  | { readonly kind: 'elsewhere' };

/** What the command line asked for. A port of 0 takes a free one; paths are absolute. */
export type CommandLine = {
  readonly app: WantedApp;
  readonly port: number;
  readonly apiPort: number;
  /** Where the app listens in HTTP mode. */
  readonly at: string | undefined;
  readonly manifest: string | undefined;
};

/** What to do: open the sandbox, or print a text for people (and for `mistake`, fail). */
export type Asked =
  | { readonly kind: 'open'; readonly line: CommandLine }
  | { readonly kind: 'help' | 'mistake'; readonly text: string };

/** The command that runs the sandbox, and the app it uses if none is named; null for none. */
export type Caller = { readonly command: string; readonly own: string | null };

/** What `--help` prints. */
const helpFor = ({
  command,
  own,
}: Caller): string => `Opens a local Slack workspace in the browser. Nothing leaves this machine.

${examplesFor(command, own)
  .map(([line, about]) => `  ${line.padEnd(44)} ${about}`)
  .join('\n')}

  --app COMMAND      starts this as the app, with the workspace's addresses and tokens in its environment
  --folder PATH      starts it in this folder; without it in the one where you are
  --no-app           starts no app, and prints the environment to start one with
  --manifest FILE    grants and offers what this manifest says (YAML or JSON); without it everything is granted
  --http ADDRESS     sends to the app over HTTP instead of Socket Mode: to this address, or with an origin such as
                     http://localhost:3000 to the paths that the manifest names
  --port NUMBER      the port of the page (4000)
  --api-port NUMBER  the port of Slack's Web API (a free one)
  --help             prints this`;

function examplesFor(command: string, own: string | null): readonly (readonly [string, string])[] {
  const elsewhere = 'with an app that you start yourself, as under a debugger';
  const started = [
    `${command} --app 'node my-app.js'`,
    'with an app that it starts, and that needs no change to its code',
  ] as const;
  return own === null
    ? [started, [command, elsewhere]]
    : [[command.replace(/ --$/u, ''), `with ${own}`], started, [`${command} --no-app`, elsewhere]];
}

const options = {
  port: { type: 'string', default: '4000' },
  'api-port': { type: 'string', default: '0' },
  app: { type: 'string' },
  'no-app': { type: 'boolean', default: false },
  folder: { type: 'string' },
  http: { type: 'string' },
  manifest: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/**
 * Reads the command line; relative paths start at `here`, the folder where it was typed. With neither an app nor one of
 * the caller's own, someone starts it elsewhere.
 */
export function readCommandLine(args: readonly string[], here: string, caller: Caller): Asked {
  const values = parsed(args);
  if (typeof values === 'string') return { kind: 'mistake', text: `${values} See --help.` };
  if (values.help) return { kind: 'help', text: helpFor(caller) };
  const text = mistakeIn(values, caller);
  if (text !== null) return { kind: 'mistake', text };
  const { app, folder = '.', manifest } = values;
  const ownOrNone: WantedApp = { kind: values['no-app'] || caller.own === null ? 'elsewhere' : 'own' };
  return {
    kind: 'open',
    line: {
      app: app === undefined ? ownOrNone : { kind: 'command', command: app, folder: resolve(here, folder) },
      port: Number(values.port),
      apiPort: Number(values['api-port']),
      at: values.http,
      manifest: manifest === undefined ? undefined : resolve(here, manifest),
    },
  };
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

function parsed(args: readonly string[]): Values | string {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    if (error instanceof TypeError) return `${error.message.replace(/\. .*/su, '')}.`;
    throw error;
  }
}

function mistakeIn(values: Values, { own }: Caller): string | null {
  const { port, app, folder, http, manifest } = values;
  for (const given of [port, values['api-port']])
    if (!isPort(given)) return `"${given}" isn't a port. Use --port 4001, for example.`;
  if (app !== undefined && values['no-app']) return '--app and --no-app exclude each other: leave one out.';
  if (app === undefined && folder !== undefined)
    return "--folder is where the app starts: add --app 'command'.";
  if (
    own !== null &&
    app === undefined &&
    !values['no-app'] &&
    (http !== undefined || manifest !== undefined)
  )
    return "--http and --manifest are for another program: add --app 'command' or --no-app.";
  if (http !== undefined && !/^https?:$/u.test(URL.canParse(http) ? new URL(http).protocol : ''))
    return `"${http}" isn't an address. Write --http http://localhost:3000/slack/events.`;
  return null;
}

const isPort = (text: string): boolean => /^\d{1,5}$/u.test(text) && Number(text) <= 65_535;
