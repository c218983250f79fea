import { z } from 'zod';
import type { ResponsePolicy } from './domain/decide/response-policy.ts';
import { type ChannelId, channelIdSchema } from './domain/incident/ids.ts';
import { builtInRoles, type RoleName } from './domain/incident/people/roles.ts';
import { parseSpan } from './domain/text/duration.ts';
import type { IntercomSettings } from './intercom/triage.ts';
import {
  address,
  callTemplate,
  groupIds,
  groupPerSeverity,
  isInOnePiece,
  lastingMs,
  longestSettingMs,
  notInOnePiece,
  perSeverity,
  plainName,
  roleNames,
  siteOf,
  timeZone,
  url,
} from './setting-values.ts';
import type { SlackSettings } from './slack/transport/slack-settings.ts';
import { urlProblem } from './store/opening/database-url.ts';

/** Every setting, read once at startup. */
export type Config = {
  readonly slack: SlackSettings;
  readonly announceChannel: ChannelId | null;
  /** The roles of every incident, commander first. */
  readonly roles: readonly RoleName[];
  /** The URL of an incident's call, with `{id}` in place of its name; null if calls are somewhere else. */
  readonly bridgeUrl: string | null;
  /** If true, a message deleted in Slack is removed from its stored entry too. */
  readonly forgetDeleted: boolean;
  readonly intercom: IntercomSettings;
  readonly databaseUrl: string;
  /** How often Intercom is checked while no incident is open, ms; null for never. */
  readonly watchEveryMs: number | null;
  readonly policy: ResponsePolicy;
  readonly logLevel: string;
};

/** The settings that the terminal needs when it doesn't use Slack. */
export type LocalConfig = Omit<Config, 'slack' | 'announceChannel' | 'roles' | 'bridgeUrl' | 'forgetDeleted'>;

/** The settings, or every problem with them, each as a sentence with its fix. */
export type Read<T> = { readonly config: T } | { readonly problems: readonly string[] };

/** The process environment, or part of it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How many working days there are to review a postmortem. */
const reviewWithin = { P1: 5, P2: 5 } as const;

const regionHosts = {
  us: 'https://api.intercom.io',
  eu: 'https://api.eu.intercom.io',
  au: 'https://api.au.intercom.io',
} as const;

const local = z.object({
  INTERCOM_ACCESS_TOKEN: z.string().optional(),
  INTERCOM_REGION: z.enum(['us', 'eu', 'au'], 'must be us, eu, or au').default('us'),
  INTERCOM_API_URL: url('must be a URL such as https://api.intercom.io').optional(),
  INTERCOM_STATUS_URL: url('must be a URL such as https://www.finstatus.com')
    .transform(siteOf)
    .default('https://www.finstatus.com'),
  HEALTH_CHECK_URL: url('must be the full URL of your health endpoint').optional(),
  INTERCOM_DEPLOYMENT: plainName("must be a Deployment's name, such as intercom-sync").optional(),
  INTERCOM_SECRET_ID: plainName("must be a secret's name or ARN, such as prod/intercom-token").optional(),
  PROBE_TIMEOUT: z
    .string()
    .default('5s')
    .transform((text, context) => {
      const span = parseSpan(text);
      const ms = span ? lastingMs(span) : 0;
      if (ms < 1_000 || ms > 120_000)
        context.addIssue({ code: 'custom', message: 'must be a duration from 1s to 2m, such as 5s' });
      return ms;
    }),
  DATABASE_URL: z
    .string()
    .default('file:./data/incidents.db')
    .superRefine((text, context) => {
      const message = urlProblem(text);
      if (message !== null) context.addIssue({ code: 'custom', message });
    }),
  RESPOND_WITHIN: perSeverity('P1=15m,P2=1h,P3=4h,P4=1bd'),
  UPDATE_EVERY: perSeverity('P1=30m,P2=1h,P3=4h,P4=1d'),
  TRIAGE_EVERY: perSeverity('P1=2m,P2=5m,P3=15m,P4=1h'),
  WATCH_EVERY: z
    .string()
    .transform((text, context) => {
      const span = parseSpan(text);
      const ms = span ? lastingMs(span) : 0;
      if (ms < 10_000 || ms > longestSettingMs)
        context.addIssue({ code: 'custom', message: 'must be a duration of 10s to 1000d, such as 1m' });
      return ms;
    })
    .optional(),
  TIMEZONE: timeZone,
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be trace, debug, info, warn, error, fatal, or silent',
    )
    .default('info'),
});

const slack = z.object({
  SLACK_BOT_TOKEN: z
    .string('is missing; copy the Bot User OAuth Token from "OAuth & Permissions" of your Slack app')
    .startsWith('xoxb-', 'must start with xoxb-; copy the Bot User OAuth Token from "OAuth & Permissions"')
    .refine(isInOnePiece, notInOnePiece),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith(
      'xapp-',
      'must start with xapp-; create an app-level token with connections:write under "Basic Information"',
    )
    .refine(isInOnePiece, notInOnePiece)
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: url('must be a URL such as https://slack.com/api/').default('https://slack.com/api'),
  PORT: z.coerce
    .number('must be a port number such as 3000')
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(65_535, 'must be at most 65535')
    .default(3000),
  HOST: address.optional(),
  INCIDENT_ANNOUNCE_CHANNEL: z
    .string()
    .regex(
      /^[CG][A-Z0-9]{2,}$/,
      'must be a channel ID such as C0123456789 (in Slack: channel name > View channel details, at the bottom)',
    )
    .pipe(channelIdSchema)
    .optional(),
  RESPONDERS: groupIds,
  ROLES: roleNames,
  ONCALL: groupPerSeverity,
  BRIDGE_URL: callTemplate.optional(),
  POSTMORTEM_CANVAS: z.enum(['true', 'false'], 'must be true or false').default('false'),
  FORGET_DELETED: z.enum(['true', 'false'], 'must be true or false').default('false'),
});

/** Reads everything the bot needs, or returns every problem at once. */
export function readConfig(env: Environment): Read<Config> {
  const set = present(env);
  const ours = local.safeParse(set);
  const theirs = slack.safeParse(set);
  const problems = [...problemsOf(theirs.error), ...problemsOf(ours.error)];
  if (!set.SLACK_APP_TOKEN && !set.SLACK_SIGNING_SECRET)
    problems.push(
      'SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP mode) is missing; find both under "Basic Information" of your Slack app',
    );
  if (set.WATCH_EVERY && !set.INCIDENT_ANNOUNCE_CHANNEL)
    problems.push(
      'WATCH_EVERY needs INCIDENT_ANNOUNCE_CHANNEL to post suggested incidents; set it to a channel ID',
    );
  if (problems.length > 0 || !ours.success || !theirs.success) return { problems };
  const {
    SLACK_BOT_TOKEN,
    SLACK_APP_TOKEN,
    SLACK_SIGNING_SECRET,
    SLACK_API_URL,
    PORT,
    HOST,
    RESPONDERS,
    ONCALL,
  } = theirs.data;
  const settings = localConfig(ours.data);
  const shared = {
    botToken: SLACK_BOT_TOKEN,
    apiUrl: `${SLACK_API_URL}/`,
    port: PORT,
    // Slack connects to the bot in HTTP mode only; the other endpoints are the operator's.
    host: HOST ?? (SLACK_APP_TOKEN ? '127.0.0.1' : null),
    responders: RESPONDERS,
    oncall: [...new Set(Object.values(ONCALL))],
    postmortemCanvas: theirs.data.POSTMORTEM_CANVAS === 'true',
  };
  return {
    config: {
      ...settings,
      policy: { ...settings.policy, oncall: ONCALL },
      announceChannel: theirs.data.INCIDENT_ANNOUNCE_CHANNEL ?? null,
      roles: [...builtInRoles, ...theirs.data.ROLES],
      bridgeUrl: theirs.data.BRIDGE_URL ?? null,
      forgetDeleted: theirs.data.FORGET_DELETED === 'true',
      slack: SLACK_APP_TOKEN
        ? { ...shared, mode: 'socket', appToken: SLACK_APP_TOKEN }
        : { ...shared, mode: 'http', signingSecret: SLACK_SIGNING_SECRET ?? '' },
    },
  };
}

/** Reads what works without Slack: triage in the terminal, the record. */
export function readLocalConfig(env: Environment): Read<LocalConfig> {
  const ours = local.safeParse(present(env));
  return ours.success ? { config: localConfig(ours.data) } : { problems: problemsOf(ours.error) };
}

/**
 * Reads `.env` from the working directory into `process.env`, if there is one; variables that are already set win.
 */
export function loadEnvFile(): void {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

function localConfig(set: z.infer<typeof local>): LocalConfig {
  return {
    intercom: {
      token: set.INTERCOM_ACCESS_TOKEN ?? null,
      region: set.INTERCOM_REGION,
      apiUrl: set.INTERCOM_API_URL ?? regionHosts[set.INTERCOM_REGION],
      statusUrl: set.INTERCOM_STATUS_URL,
      healthUrl: set.HEALTH_CHECK_URL ?? null,
      timeoutMs: set.PROBE_TIMEOUT,
      timeZone: set.TIMEZONE,
      names: { deployment: set.INTERCOM_DEPLOYMENT ?? null, secretId: set.INTERCOM_SECRET_ID ?? null },
    },
    databaseUrl: set.DATABASE_URL,
    watchEveryMs: set.WATCH_EVERY ?? null,
    policy: {
      respondWithin: set.RESPOND_WITHIN,
      updateEvery: set.UPDATE_EVERY,
      reviewWithin,
      triageEvery: set.TRIAGE_EVERY,
      timeZone: set.TIMEZONE,
    },
    logLevel: set.LOG_LEVEL,
  };
}

/** An empty setting counts as not set. */
const present = (env: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, text]) => (text?.trim() ? [[name, text.trim()]] : [])),
  );

const problemsOf = (error: z.ZodError | undefined): string[] => [
  ...new Set((error?.issues ?? []).map(({ path, message }) => `${String(path[0])} ${message}`)),
];
