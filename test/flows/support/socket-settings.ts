import { join } from 'node:path';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';

/** The settings of a bot's process over the socket: its workspace, and its database in `folder`. */
export const socketSettings = (workspace: Workspace, folder: string) => ({
  SLACK_BOT_TOKEN: workspace.botToken,
  SLACK_APP_TOKEN: workspace.appToken,
  SLACK_API_URL: workspace.apiUrl,
  PORT: '0',
  INCIDENT_ANNOUNCE_CHANNEL: workspace.channel('incidents').id,
  DATABASE_URL: `file:${join(folder, 'incidents.db')}`,
});
