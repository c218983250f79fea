import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MovableClock } from '../sandbox/clock.ts';
import { type SimulatedIntercom, startIntercom } from '../sandbox/intercom/start.ts';
import { startWorkspace, type Workspace, type WorkspaceOptions } from '../sandbox/workspace.ts';
import { createLog } from '../src/app/log.ts';
import { type Bot, startBot } from '../src/bot.ts';
import { type Environment, readConfig } from '../src/config.ts';
import { app } from './app.ts';

/** How a stage is set. `env` goes over the bot's settings. */
export type StageOptions = {
  readonly transport?: 'socket' | 'http';
  /** Where the clock starts, UNIX ms; now without it. */
  readonly startAt?: number;
  /** The clock moves by `advance` only; without it, it goes on by itself as well. */
  readonly still?: boolean;
  readonly env?: Environment;
  readonly workspace?: Omit<WorkspaceOptions, 'clock' | 'shortcuts' | 'events'>;
  readonly logLevel?: string;
};

/** A local Slack workspace, a simulated Intercom and the real bot between them, all on one movable clock. */
export type Stage = {
  readonly workspace: Workspace;
  readonly intercom: SimulatedIntercom;
  readonly clock: MovableClock;
  /** The settings that the bot was started with. */
  readonly env: Environment;
  readonly bot: Bot;
  /** Stops the bot and starts it again on the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** Sets the stage in a temporary folder, which `stop` removes. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const clock = new MovableClock(options.startAt, { still: options.still ?? false });
  const folder = mkdtempSync(join(tmpdir(), 'incident-'));
  const workspace = await startWorkspace({ ...app, ...options.workspace, clock });
  const intercom = await startIntercom({ now: () => clock.now() });
  const env: Environment = {
    SLACK_BOT_TOKEN: workspace.botToken,
    ...(options.transport === 'http'
      ? { SLACK_SIGNING_SECRET: workspace.signingSecret }
      : { SLACK_APP_TOKEN: workspace.appToken }),
    SLACK_API_URL: workspace.apiUrl,
    PORT: '0',
    INCIDENT_ANNOUNCE_CHANNEL: workspace.channel('incidents').id,
    INTERCOM_ACCESS_TOKEN: intercom.token,
    INTERCOM_API_URL: intercom.apiUrl,
    INTERCOM_STATUS_URL: intercom.statusUrl,
    HEALTH_CHECK_URL: intercom.healthUrl,
    PROBE_TIMEOUT: '2s',
    DATABASE_URL: `file:${join(folder, 'incidents.db')}`,
    ...options.env,
  };
  const start = async (): Promise<Bot> => {
    const read = readConfig(env);
    if ('problems' in read) throw new Error(read.problems.join('\n'));
    const started = await startBot(read.config, { clock, log: createLog(options.logLevel ?? 'silent') });
    if (options.transport === 'http') workspace.deliverTo(`http://127.0.0.1:${started.port}/slack/events`);
    return started;
  };
  let bot = await start();
  return {
    workspace,
    intercom,
    clock,
    env,
    get bot() {
      return bot;
    },
    async restart() {
      await bot.stop();
      bot = await start();
    },
    async stop() {
      await bot.stop();
      await Promise.all([workspace.stop(), intercom.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
