import { join } from 'node:path';
import type { SimulatedIntercom } from '../packages/intercom-sandbox/start.ts';
import type { Workspace } from '../packages/slack-sandbox/workspace.ts';

/** A bot's database file in `folder`. */
export const databaseIn = (folder: string): string => join(folder, 'incidents.db');

/** The settings of a bot in a local workspace, with its database in `folder`. */
export const slackSettings = (
  workspace: Workspace,
  folder: string,
  transport: 'socket' | 'http' = 'socket',
) => ({
  SLACK_BOT_TOKEN: workspace.botToken,
  ...(transport === 'http'
    ? { SLACK_SIGNING_SECRET: workspace.signingSecret }
    : { SLACK_APP_TOKEN: workspace.appToken }),
  SLACK_API_URL: workspace.apiUrl,
  PORT: '0',
  INCIDENT_ANNOUNCE_CHANNEL: workspace.channel('incidents').id,
  DATABASE_URL: `file:${databaseIn(folder)}`,
});

/** The settings that point a bot at a simulated Intercom. */
export const intercomSettings = (intercom: SimulatedIntercom) => ({
  INTERCOM_ACCESS_TOKEN: intercom.token,
  INTERCOM_API_URL: intercom.apiUrl,
  INTERCOM_STATUS_URL: intercom.statusUrl,
  HEALTH_CHECK_URL: intercom.healthUrl,
});
