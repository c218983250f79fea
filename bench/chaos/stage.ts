import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from '../../demo/app.ts';
import { intercomSettings, slackSettings } from '../../demo/bot-settings.ts';
import { folderWithUs } from '../../demo/ends-with-us.ts';
import { findPostgres, howToGetPostgres } from '../../demo/postgres/find-postgres.ts';
import { startIntercom } from '../../packages/intercom-sandbox/start.ts';
import { startWorkspace } from '../../packages/slack-sandbox/start-workspace.ts';
import type { Environment } from '../../src/config.ts';
import { BotClock } from './bot/bot-clock.ts';
import type { ChaosDatabase } from './database/chaos-database.ts';
import { postgresServer } from './database/postgres-server.ts';
import { sqliteFile } from './database/sqlite-file.ts';
import { EventObserver } from './evidence/event-observer.ts';
import { Journal } from './evidence/journal.ts';
import type { Engine } from './faults/disturbances.ts';
import type { ChaosContext } from './faults/faults.ts';
import { NewerVersion } from './faults/newer-version.ts';
import { PermanentFaults } from './faults/permanent-faults.ts';

/** Everything that bots and people play on. */
export type Stage = AsyncDisposable & {
  readonly context: ChaosContext;
  /** The settings of each bot. */
  readonly env: Environment;
  readonly folder: string;
  /** Moves the folder to where it's kept, and returns that. */
  keep(): string;
};

type StageOptions = { readonly on: Engine; readonly log?: (line: string) => void };

/** Starts a workspace with these people and those of the demo, an Intercom, and an empty database. Disposal removes all. */
export async function startStage(
  { on, log = () => {} }: StageOptions,
  people: readonly string[],
): Promise<Stage> {
  const folder = folderWithUs('chaos');
  const database = await databaseOn(on, folder);
  const workspace = await startWorkspace({ ...app, people, rateLimits: false });
  // Where it's a member, it can look whether a lost message has arrived; in #general it isn't one.
  workspace.person('alice').invite('random', workspace.botUserId);
  const intercom = await startIntercom();
  const groups = {
    P1: workspace.userGroup('first', ['bob', 'carol', 'guest']),
    P2: workspace.userGroup('second', ['dave']),
  };
  const [clock, observer] = [new BotClock(), new EventObserver(database)];
  const [newer, permanentFaults] = [new NewerVersion(database.file), new PermanentFaults()];
  return {
    folder,
    env: {
      ...slackSettings(workspace, folder),
      ...intercomSettings(intercom),
      DATABASE_URL: database.url,
      ONCALL: `P1=${groups.P1},P2=${groups.P2}`,
      FORGET_DELETED: 'true',
    },
    context: {
      ...{ workspace, intercom, database, clock, host: clock, observer, newer, permanentFaults, log },
      journal: new Journal(Date.now()),
      underway: new Set(),
    },
    keep() {
      const kept = mkdtempSync(join(tmpdir(), 'chaos-'));
      renameSync(folder, kept);
      return kept;
    },
    async [Symbol.asyncDispose]() {
      await database.lock.release();
      await observer.stop();
      await Promise.all([workspace.stop(), intercom.stop(), database.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function databaseOn(on: Engine, folder: string): Promise<ChaosDatabase> {
  if (on === 'sqlite') return sqliteFile(folder);
  const programs = findPostgres(process.env);
  if (programs === null) throw new Error(howToGetPostgres);
  return postgresServer(programs);
}
