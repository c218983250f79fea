import { systemClock } from './app/clock.ts';
import { causeOf, createLog } from './app/log.ts';
import { startBot } from './bot.ts';
import { loadEnvFile, readConfig } from './config.ts';
import { slackError } from './slack/failures.ts';
import { StoreUnavailable } from './store/sqlite/connect.ts';

/** Settings, bot, start; a clean stop on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  loadEnvFile();
  const read = readConfig(process.env);
  if ('problems' in read) {
    console.error(
      ['These settings need attention:', ...read.problems.map((problem) => `- ${problem}`)].join('\n'),
    );
    process.exitCode = 1;
    return;
  }
  const { config } = read;
  const log = createLog(config.logLevel);
  try {
    const bot = await startBot(config, { clock: systemClock, log });
    log.info({ mode: config.slack.mode, port: bot.port }, 'Ready: the incident commander listens to Slack.');
    let stopping = false;
    const stop = () => {
      // A second signal is no reason to drop what is being finished; who cannot wait sends SIGKILL.
      if (stopping) return;
      stopping = true;
      log.info('Stopping: finishing what runs, the rest stays owed.');
      bot.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error(causeOf(error), 'The stop was not clean; what was committed is kept.');
          process.exit(1);
        },
      );
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  } catch (error) {
    log.fatal(causeOf(error), startProblem(error));
    process.exitCode = 1;
  }
}

function startProblem(error: unknown): string {
  if (error instanceof StoreUnavailable) return error.message;
  const refused = slackError(error);
  if (refused)
    return `Slack refuses a token (${refused}). Check SLACK_BOT_TOKEN and SLACK_APP_TOKEN, and that the app is installed in the workspace.`;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return 'The port is taken by another program. Set another PORT.';
  return 'The bot could not start. The cause is beside this line.';
}

await main();
