import { rmSync } from 'node:fs';
import { type SimulatedIntercom, startIntercom } from '../packages/intercom-sandbox/start.ts';
import { MovableClock } from '../packages/slack-sandbox/clock.ts';
import { startWorkspace } from '../packages/slack-sandbox/start-workspace.ts';
import type { Workspace, WorkspaceOptions } from '../packages/slack-sandbox/workspace.ts';
import type { Clock } from '../src/app/clock.ts';
import { createLog, type Log } from '../src/app/log.ts';
import { type Bot, startBot } from '../src/bot.ts';
import { type Environment, readConfig } from '../src/config.ts';
import { isPostgres } from '../src/store/opening/database-url.ts';
import { app } from './app.ts';
import { intercomSettings, slackSettings } from './bot-settings.ts';
import { folderWithUs } from './ends-with-us.ts';

/** How a harness starts. `env` overrides the bot's settings. */
export type HarnessOptions = {
  readonly transport?: 'socket' | 'http';
  /** Where the clock starts, UNIX ms; now by default. */
  readonly startAt?: number;
  /** The clock moves only by `advance`; by default it also runs by itself. */
  readonly still?: boolean;
  readonly env?: Environment;
  readonly workspace?: Omit<WorkspaceOptions, 'clock' | 'shortcuts'>;
  readonly logLevel?: string;
  /** How many requests the workspace and Intercom remember, the latest; all by default. */
  readonly keep?: number;
  /** The bot's clock, if it isn't Slack's. */
  readonly botClock?: (clock: MovableClock) => Clock;
  /** How long the bot's forms wait for what they offer, ms of real time; as in production by default. */
  readonly formWaitMs?: number;
  /** Where the bot logs, instead of standard output at `logLevel`. */
  readonly log?: Log;
};

/** A local Slack workspace, a simulated Intercom, and the real bot between them, all on one movable clock. */
export type Harness = {
  readonly workspace: Workspace;
  readonly intercom: SimulatedIntercom;
  readonly clock: MovableClock;
  /** The settings that the bot was started with. */
  readonly env: Environment;
  readonly bot: Bot;
  /** Whether the bot is running, not stopped or starting. */
  readonly running: boolean;
  haltBot(): Promise<void>;
  /** Starts the bot again on the same database. */
  resumeBot(): Promise<void>;
  /** Stops the bot and starts it again on the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * How long nothing has to happen in the workspace, ms of real time. A bot with a file works in this process, so what it does
 * next it does a few turns of the event loop later; with PostgreSQL it waits for another process.
 */
const quietFor = { file: 20, postgres: 80 } as const;

/** Starts everything in a temporary folder, which `stop` removes. */
export async function startHarness(options: HarnessOptions = {}): Promise<Harness> {
  const clock = new MovableClock(options.startAt, { still: options.still ?? false });
  const botClock = options.botClock?.(clock) ?? clock;
  const folder = folderWithUs('incident');
  const keep = options.keep === undefined ? {} : { keep: options.keep };
  let appBusy = () => false;
  const quiet = {
    quietFor: quietFor[isPostgres(options.env?.DATABASE_URL ?? '') ? 'postgres' : 'file'],
    appBusy: () => appBusy(),
  };
  const workspace = await startWorkspace({ ...app, ...keep, ...quiet, ...options.workspace, clock });
  const intercom = await startIntercom({ ...keep, now: () => clock.now() });
  const env: Environment = {
    ...slackSettings(workspace, folder, options.transport),
    ...intercomSettings(intercom),
    PROBE_TIMEOUT: '2s',
    ...options.env,
  };
  const start = async (): Promise<Bot> => {
    const read = readConfig(env);
    if ('problems' in read) throw new Error(read.problems.join('\n'));
    const log = options.log ?? createLog(options.logLevel ?? 'silent');
    const wait = options.formWaitMs === undefined ? {} : { formWaitMs: options.formWaitMs };
    const started = await startBot(read.config, { clock: botClock, log, ...wait });
    appBusy = () => started.busy;
    if (options.transport === 'http') workspace.deliverTo(`http://127.0.0.1:${started.port}/slack/events`);
    return started;
  };
  let bot = await start();
  let running = await bot.ready;
  const haltBot = async (): Promise<void> => {
    running = false;
    await bot.stop();
  };
  const resumeBot = async (): Promise<void> => {
    bot = await start();
    running = await bot.ready;
  };
  return {
    workspace,
    intercom,
    clock,
    env,
    get bot() {
      return bot;
    },
    get running() {
      return running;
    },
    haltBot,
    resumeBot,
    async restart() {
      await haltBot();
      await resumeBot();
    },
    async stop() {
      await haltBot();
      await Promise.all([workspace.stop(), intercom.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
