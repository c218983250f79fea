import { afterEach, beforeEach } from 'vitest';
import { type BotProcess, spawnBot } from '../../../bench/chaos/bot/bot-process.ts';
import { app } from '../../../demo/app.ts';
import { slackSettings } from '../../../demo/bot-settings.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';

/** A workspace of each test's own, and bots in it as processes of their own, which end with the test. */
export type Place = {
  readonly workspace: Workspace;
  /** The settings of a bot on the database at a URL. */
  settings(url: string): Record<string, string>;
  /** Starts a bot of the version in a folder. */
  versionOn(url: string, from: string): Promise<BotProcess>;
  /** Starts one; `aheadMs`: how far its host's clock is ahead of the database's; `set`: settings that only it has. */
  botOn(url: string, aheadMs?: number, set?: Readonly<Record<string, string>>): Promise<BotProcess>;
  /** The same, without waiting until it's ready. */
  startOn(...bot: Parameters<Place['botOn']>): BotProcess;
};

/** Keeps nothing compiled of a folder that exists for one test only. */
const compilesAnew = { NODE_DISABLE_COMPILE_CACHE: '1' };

/** Makes one for every test of a file. */
export function eachInAPlace(): () => Place {
  const bots: BotProcess[] = [];
  let place: Place | null = null;
  beforeEach(async () => {
    const workspace = await startWorkspace({ ...app, rateLimits: false });
    const settings = (url: string) => ({
      ...slackSettings(workspace, '/nowhere'),
      INTERCOM_API_URL: workspace.apiUrl,
      INTERCOM_STATUS_URL: workspace.apiUrl,
      DATABASE_URL: url,
    });
    const kept = (bot: BotProcess): BotProcess => {
      bots.push(bot);
      return bot;
    };
    const ready = async (bot: BotProcess): Promise<BotProcess> => {
      if (!(await bot.ready)) throw new Error(`The bot ended:\n${bot.lines.join('\n')}`);
      return bot;
    };
    const startOn: Place['startOn'] = (url, aheadMs, set = {}) =>
      kept(spawnBot({ ...settings(url), ...set }, aheadMs));
    place = {
      workspace,
      settings,
      startOn,
      botOn: (...bot) => ready(startOn(...bot)),
      versionOn: (url, from) => ready(kept(spawnBot({ ...settings(url), ...compilesAnew }, undefined, from))),
    };
  });
  afterEach(async () => {
    await Promise.all(bots.splice(0).map((bot) => bot.kill()));
    await place?.workspace.stop();
  });
  return () => {
    if (!place) throw new Error('There is a place only within a test.');
    return place;
  };
}

/** How often a bot has taken delivery over. */
export const takeovers = (bot: BotProcess): number =>
  bot.lines.filter((line) => line.includes('This bot delivers')).length;
