import { parseArgs } from 'node:util';
import { startHarness } from './harness.ts';
import { runScenario, type Teller } from './run-scenario.ts';
import { scenarios } from './scenarios.ts';

const options = {
  scenario: { type: 'string', default: 'api-outage' },
  keep: { type: 'boolean', default: false },
} as const;

/** What the command line asks for, or what's wrong with it, as a sentence. */
function readLine(): { readonly scenario: string; readonly keep: boolean } | string {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return `${error.message.replace(/\. .*/su, '')}. Use --scenario NAME, --keep, or neither.`;
  }
}

/** Plays the demo: sandbox and bot in this process, Socket Mode, SQLite in a temporary folder. */
async function main(name: string, keep: boolean): Promise<void> {
  const scenario = Object.entries(scenarios).find(([known]) => known === name)?.[1];
  if (!scenario) {
    const list = Object.entries(scenarios).map(([known, { about }]) => `  ${known}: ${about}`);
    console.error([`There is no scenario "${name}". Choose one of:`, ...list].join('\n'));
    process.exitCode = 1;
    return;
  }
  const bold = (text: string) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text);
  const tell: Teller = {
    say: (line) => console.log(`\n${bold(`» ${line}`)}`),
    show: (screen) => console.log(screen.replace(/^/gm, '  ')),
  };
  const started = performance.now();
  const stage = await startHarness({ startAt: new Date().setUTCHours(14, 0, 0, 0) });
  tell.say(`${name}: ${scenario.about}`);
  const channel = await runScenario(stage, scenario, tell);
  tell.say('The channel at the end:');
  tell.show(stage.workspace.transcript(channel.name));
  tell.say('The announcement, edited in place throughout:');
  tell.show(stage.workspace.transcript('incidents'));
  tell.say(`${channel.files[0]?.name}:`);
  tell.show(channel.files[0]?.content ?? '');
  console.log(`Played in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  if (keep) await keepRunning(stage);
  else await stage.stop();
}

async function keepRunning({
  workspace,
  env,
  bot,
  stop,
}: Awaited<ReturnType<typeof startHarness>>): Promise<void> {
  console.log(`
Still running. Press Ctrl-C to stop.
  Slack Web API   ${workspace.apiUrl}
  bot             http://127.0.0.1:${bot.port}/readyz
  database        ${env.DATABASE_URL}
  Intercom        ${env.INTERCOM_API_URL}
In another terminal, with the same database:
  DATABASE_URL=${env.DATABASE_URL} npx intercom-incident postmortem INC-1`);
  process.once('SIGINT', () => void stop().then(() => process.exit(0)));
}

const line = readLine();
if (typeof line === 'string') {
  console.error(line);
  process.exitCode = 1;
} else await main(line.scenario, line.keep);
