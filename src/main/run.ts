import { DatabaseClock } from '../app/delivery/database-clock.ts';
import { causeOf, createLog, type Log } from '../app/log.ts';
import { type Bot, startBot } from '../bot.ts';
import { loadEnvFile, readConfig } from '../config.ts';
import { CannotListen } from '../health-server.ts';
import { slackError } from '../slack/api/failures.ts';
import type { TimeSeen } from '../store/delivery-lease.ts';
import { databaseName } from '../store/opening/database-name.ts';
import { OtherWorkspace } from '../store/other-workspace.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import { handleTheUnhandled } from './last-resort.ts';

/**
 * The bot as a process: settings, startup, and a clean shutdown as soon as it's requested, however far startup has
 * come.
 */
export async function runUntil(asked: Promise<void>): Promise<void> {
  loadEnvFile();
  const read = readConfig(process.env);
  if ('problems' in read) {
    console.error(['Fix these settings:', ...read.problems.map((problem) => `- ${problem}`)].join('\n'));
    process.exitCode = 1;
    return;
  }
  const { config } = read;
  const log = createLog(config.logLevel);
  handleTheUnhandled(log);
  const stopping = new AbortController();
  void asked.then(() => stopping.abort());
  try {
    const clock = new DatabaseClock();
    const onTimeSeen = (time: TimeSeen) => clock.see(time);
    const bot = await startBot(config, { clock, log, onTimeSeen, stopping: stopping.signal });
    // A second signal is no reason to drop running work; to end it right away, send SIGKILL.
    void asked.then(() => end(bot, log, 0));
    void bot.outdated.then((why) => {
      log.fatal(causeOf(why), why.message);
      return end(bot, log, 1);
    });
    const database = databaseName(config.databaseUrl);
    if (await bot.ready)
      log.info({ mode: config.slack.mode, database, port: bot.port }, 'Ready: listening to Slack.');
  } catch (error) {
    if (error === stopping.signal.reason) return log.info('Stopped before the database was there.');
    log.fatal(causeOf(error), startProblem(error));
    process.exitCode = 1;
  }
}

async function end(bot: Bot, log: Log, code: 0 | 1): Promise<void> {
  log.info('Stopping: finishing running work. The rest stays in the outbox.');
  try {
    await bot.stop();
    process.exit(code);
  } catch (error) {
    log.error(causeOf(error), "Shutdown wasn't clean. Committed data is safe.");
    process.exit(1);
  }
}

function startProblem(error: unknown): string {
  if (error instanceof StoreUnavailable || error instanceof CannotListen || error instanceof OtherWorkspace)
    return error.message;
  const refused = slackError(error);
  if (refused)
    return `Slack rejected a token (${refused}). Check SLACK_BOT_TOKEN and SLACK_APP_TOKEN, and that the app is installed in the workspace.`;
  return "The bot couldn't start. The cause is in the other fields of this log line.";
}
