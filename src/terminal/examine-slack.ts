import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Log } from '../app/log.ts';
import type { Config } from '../config.ts';
import { grantedScopes, slackError } from '../slack/api/failures.ts';
import { askIdentity } from '../slack/api/identity.ts';
import {
  lackingScopes,
  neededScopes,
  privateScopes,
  scopesNamed,
  subscriptions,
  wantedScopes,
} from '../slack/api/scopes.ts';
import { commandName, shortcuts } from '../slack/ids.ts';
import { clientOptions } from '../slack/transport/connect-slack.ts';
import type { HomeWorkspace } from '../store/store.ts';
import { compare, type DoctorCheck, failed, fine } from './doctor-check.ts';

/** What was found, and the workspace that the bot token is of; null if Slack doesn't accept the token. */
type SlackExamination = { readonly checks: readonly DoctorCheck[]; readonly workspace: HomeWorkspace | null };

/** Checks tokens, scopes, and channels, and lists what a token doesn't show: events, shortcuts, and the command. */
export async function examineSlack({ slack, announceChannel }: Config, log: Log): Promise<SlackExamination> {
  const options = clientOptions(slack, log);
  const client = new WebClient(slack.botToken, options);
  const checks: DoctorCheck[] = [];
  let workspace: HomeWorkspace;
  try {
    const { teamId, workspaceUrl, scopes } = await askIdentity(client);
    workspace = { team: teamId, url: workspaceUrl };
    checks.push(fine('Slack bot token', `accepted by ${workspaceUrl}`), scopeCheck(scopes, slack));
  } catch (error) {
    const todo = 'Copy the Bot User OAuth Token from "OAuth & Permissions" of your app into SLACK_BOT_TOKEN.';
    return { checks: [failed('Slack bot token', reasonOf(error), todo)], workspace: null };
  }
  checks.push(settingsToCompare);
  if (slack.mode === 'socket') checks.push(await examineAppToken(new WebClient(slack.appToken, options)));
  if (announceChannel) checks.push(await examineChannel(client, announceChannel));
  for (const group of slack.responders) checks.push(await examineGroup(client, group, 'RESPONDERS'));
  for (const group of slack.oncall) checks.push(await examineGroup(client, group, 'ONCALL'));
  return { checks, workspace };
}

function scopeCheck(granted: readonly string[], settings: Config['slack']): DoctorCheck {
  const missing = lackingScopes(granted, wantedScopes(settings));
  if (granted.length === 0) return fine('Slack scopes', "Slack didn't report the granted scopes");
  if (missing.length === 0) return fine('Slack scopes', 'all granted');
  return failed(
    'Slack scopes',
    `missing ${missing.join(', ')}`,
    [
      'Add under "OAuth & Permissions" of your app, then reinstall the app to the workspace. Everything else works without them:',
      ...missing.map((scope) => `${scope}, to ${neededScopes[scope]}`),
    ].join('\n'),
  );
}

const events = Object.values(subscriptions).flat();

const places = { message: 'on messages', global: 'global' } as const;
const shortcutsNamed = Object.entries(shortcuts)
  .map(([id, { name, type }]) => `"${name}" (${places[type]}, callback ID ${id})`)
  .join(', ');

/** A token shows its scopes and nothing else from the app's settings page. */
const settingsToCompare: DoctorCheck = compare(
  'Slack app settings',
  "a token doesn't show these, so compare them",
  [
    `"Event Subscriptions", "Subscribe to bot events": ${events.join(', ')}. After a change, reinstall the app.`,
    `"Slash Commands": ${commandName}, with "Escape channels, users, and links sent to your app" ticked.`,
    `"Interactivity & Shortcuts": ${shortcutsNamed}.`,
  ].join('\n'),
);

async function examineAppToken(client: WebClient): Promise<DoctorCheck> {
  try {
    await client.apps.connections.open({});
    return fine('Slack app token', 'accepted, Socket Mode can connect');
  } catch (error) {
    return failed(
      'Slack app token',
      reasonOf(error),
      'Create an app-level token with connections:write under "Basic Information", set SLACK_APP_TOKEN to it, and turn on Socket Mode.',
    );
  }
}

const groupMembers = z.object({ users: z.array(z.string()) });

async function examineGroup(
  client: WebClient,
  usergroup: string,
  setting: 'RESPONDERS' | 'ONCALL',
): Promise<DoctorCheck> {
  const what = `${setting === 'ONCALL' ? 'On call' : 'Responders'} ${usergroup}`;
  try {
    const { users } = groupMembers.parse(await client.usergroups.users.list({ usergroup }));
    if (users.length > 0) return fine(what, `${users.length} people`);
    return failed(what, 'the group is empty', `Add people to the group in Slack, or set another ${setting}.`);
  } catch (error) {
    return failed(
      what,
      reasonOf(error),
      `Set ${setting} to user group IDs (in Slack: People & user groups > your group > Copy group ID), and grant usergroups:read.`,
    );
  }
}

const channelInfo = z.object({
  channel: z.object({
    name: z.string(),
    is_archived: z.boolean().default(false),
    is_member: z.boolean().default(false),
    is_private: z.boolean().default(false),
  }),
});

async function examineChannel(client: WebClient, channel: string): Promise<DoctorCheck> {
  const what = 'Announcement channel';
  try {
    const { name, is_archived, is_member, is_private } = channelInfo.parse(
      await client.conversations.info({ channel }),
    ).channel;
    if (is_archived)
      return failed(what, `#${name} is archived`, 'Unarchive it, or set another INCIDENT_ANNOUNCE_CHANNEL.');
    if (is_private) return fine(what, `#${name}, a private channel`);
    return fine(what, `#${name}${is_member ? '' : ' (the bot joins with its first announcement)'}`);
  } catch (error) {
    return failed(what, reasonOf(error), channelTodo(error, channel));
  }
}

/** Slack hides a private channel from an app without the scopes for it; only if the bot is in it can this be told. */
function channelTodo(error: unknown, channel: string): string {
  const granted = grantedScopes(error);
  const hidden = lackingScopes(granted, privateScopes);
  if (hidden.length === 0)
    return 'Set INCIDENT_ANNOUNCE_CHANNEL to a channel ID. If the channel is private, invite the bot with /invite.';
  const add = `add ${scopesNamed(hidden)} under "OAuth & Permissions" of your app, reinstall the app, and run doctor again.`;
  if (slackError(error) === 'missing_scope' && granted.includes('channels:read'))
    return `${channel} is a private channel: ${add}`;
  return `If ${channel} is a private channel, ${add} Otherwise set INCIDENT_ANNOUNCE_CHANNEL to a channel ID.`;
}

const reasonOf = (error: unknown): string => {
  const refused = slackError(error);
  return refused ? `Slack returned ${refused}` : "can't reach Slack";
};
