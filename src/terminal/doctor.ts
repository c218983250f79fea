import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Log } from '../app/log.ts';
import { type Config, type Environment, type LocalConfig, readConfig, readLocalConfig } from '../config.ts';
import { incidentName } from '../domain/ids.ts';
import { runTriage } from '../intercom/triage.ts';
import { slackError } from '../slack/failures.ts';
import { askIdentity } from '../slack/identity.ts';
import { neededScopes } from '../slack/scopes.ts';
import { clientOptions } from '../slack/slack.ts';
import { effectWords } from '../slack/views/notices.ts';
import { StoreUnavailable } from '../store/sqlite/connect.ts';
import { openSqlite } from '../store/sqlite/sqlite-store.ts';

/** One thing that was checked. `todo`: what to do and where, when it failed. */
export type Finding =
  | { readonly ok: true; readonly what: string; readonly seen: string }
  | { readonly ok: false; readonly what: string; readonly seen: string; readonly todo: string };

const fine = (what: string, seen: string): Finding => ({ ok: true, what, seen });
const failed = (what: string, seen: string, todo: string): Finding => ({ ok: false, what, seen, todo });

/** Checks everything the bot stands on. With `revive`, effects that were put aside are owed again. */
export async function examine(
  env: Environment,
  { log, now, revive }: { log: Log; now: () => number; revive: boolean },
): Promise<Finding[]> {
  const full = readConfig(env);
  const local = readLocalConfig(env);
  const settings =
    'problems' in full
      ? full.problems.map((problem) => failed('Settings', problem, 'Set it in the environment or in .env.'))
      : [fine('Settings', 'complete')];
  const parts = await Promise.all([
    'config' in full ? examineSlack(full.config, log) : [],
    'config' in local ? examineIntercom(local.config, now) : [],
    'config' in local ? examineStore(local.config, now, revive) : [],
  ]);
  return [...settings, ...parts.flat()];
}

async function examineSlack({ slack, announceChannel }: Config, log: Log): Promise<Finding[]> {
  const options = clientOptions(slack, log);
  const client = new WebClient(slack.botToken, options);
  const findings: Finding[] = [];
  try {
    const { workspaceUrl, scopes } = await askIdentity(client);
    findings.push(
      fine('Slack bot token', `accepted by ${workspaceUrl}`),
      scopeFinding(scopes, slack.responders),
    );
  } catch (error) {
    return [
      failed(
        'Slack bot token',
        said(error),
        'Copy the Bot User OAuth Token from "OAuth & Permissions" of your app into SLACK_BOT_TOKEN.',
      ),
    ];
  }
  if (slack.mode === 'socket') {
    try {
      await new WebClient(slack.appToken, options).apps.connections.open({});
      findings.push(fine('Slack app token', 'accepted, Socket Mode can connect'));
    } catch (error) {
      findings.push(
        failed(
          'Slack app token',
          said(error),
          'Make an app-level token with connections:write under "Basic Information", put it into SLACK_APP_TOKEN, and turn Socket Mode on.',
        ),
      );
    }
  }
  if (announceChannel) findings.push(await examineChannel(client, announceChannel));
  for (const group of slack.responders) findings.push(await examineGroup(client, group));
  return findings;
}

const groupMembers = z.object({ users: z.array(z.string()) });

async function examineGroup(client: WebClient, usergroup: string): Promise<Finding> {
  const what = `Responders ${usergroup}`;
  try {
    const { users } = groupMembers.parse(await client.usergroups.users.list({ usergroup }));
    if (users.length > 0) return fine(what, `${users.length} people`);
    return failed(what, 'nobody is in it', 'Add people to the group in Slack, or set other RESPONDERS.');
  } catch (error) {
    return failed(
      what,
      said(error),
      'Put the ids of user groups into RESPONDERS (Slack: "People & user groups", the group, "Copy group ID"), and grant usergroups:read.',
    );
  }
}

function scopeFinding(scopes: readonly string[], responders: readonly string[]): Finding {
  const missing = Object.entries(neededScopes).filter(
    ([scope]) => !scopes.includes(scope) && (scope !== 'usergroups:read' || responders.length > 0),
  );
  if (scopes.length === 0) return fine('Slack scopes', 'Slack did not say which are granted');
  if (missing.length === 0) return fine('Slack scopes', 'all granted');
  return failed(
    'Slack scopes',
    `missing ${missing.map(([scope, purpose]) => `${scope} (${purpose})`).join(', ')}`,
    'Add them under "OAuth & Permissions" of your app, then reinstall the app to the workspace.',
  );
}

const channelInfo = z.object({
  channel: z.object({
    name: z.string(),
    is_archived: z.boolean().default(false),
    is_member: z.boolean().default(false),
  }),
});

async function examineChannel(client: WebClient, channel: string): Promise<Finding> {
  const what = 'Announcement channel';
  try {
    const { name, is_archived, is_member } = channelInfo.parse(
      await client.conversations.info({ channel }),
    ).channel;
    if (is_archived)
      return failed(what, `#${name} is archived`, 'Unarchive it, or set another INCIDENT_ANNOUNCE_CHANNEL.');
    return fine(what, `#${name}${is_member ? '' : ', which the bot joins at its first announcement'}`);
  } catch (error) {
    return failed(
      what,
      said(error),
      'Put the id of a channel into INCIDENT_ANNOUNCE_CHANNEL; if it is private, invite the bot with /invite.',
    );
  }
}

async function examineIntercom({ intercom }: LocalConfig, now: () => number): Promise<Finding[]> {
  const diagnosis = await runTriage(intercom, now);
  return diagnosis.probes.map(({ label, outcome, summary }) => {
    if (outcome === 'ok') return fine(label, summary);
    const todo =
      outcome === 'not_run' ? 'Set it in the environment or in .env.' : 'Run: npx intercom-incident triage';
    return failed(label, summary, todo);
  });
}

async function examineStore(
  { databaseUrl }: LocalConfig,
  now: () => number,
  revive: boolean,
): Promise<Finding[]> {
  try {
    const store = openSqlite(databaseUrl, { exclusive: false });
    try {
      await store.checkWritable();
      const findings: Finding[] = [fine('Database', `${databaseUrl} can be written`)];
      for (const { incident, seq, why } of await store.unreadable('everywhere'))
        findings.push(
          failed(
            'Record',
            `entry ${seq} of ${incidentName(incident)} cannot be read: ${why}`,
            'It is kept, and read-only. Start the version that wrote it.',
          ),
        );
      const dead = await store.dead();
      if (revive && dead.length > 0) {
        const revived = await store.revive(now());
        return [
          ...findings,
          fine(
            'Owed effects',
            `${revived} put aside before are owed again; the bot takes them up within seconds`,
          ),
        ];
      }
      for (const { incident, effect, why, todo } of dead)
        findings.push(
          failed(
            'Owed effects',
            `${incidentName(incident)}: could not ${effectWords(effect)}: ${why}`,
            `${todo} Then: npx intercom-incident doctor --retry`,
          ),
        );
      return dead.length > 0 ? findings : [...findings, fine('Owed effects', 'none is put aside')];
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StoreUnavailable) return [failed('Database', 'cannot be used', error.message)];
    throw error;
  }
}

const said = (error: unknown): string => {
  const refused = slackError(error);
  return refused ? `Slack answers ${refused}` : 'Slack cannot be reached';
};

/** The findings as lines, the failed ones with what to do. */
export const findingLines = (findings: readonly Finding[]): string[] =>
  findings.flatMap((finding) =>
    finding.ok
      ? [`ok    ${finding.what}: ${finding.seen}`]
      : [`FAIL  ${finding.what}: ${finding.seen}`, `      → ${finding.todo}`],
  );
