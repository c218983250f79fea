/** Who the workspace and its one installed app are, and what the app was granted. */
export type Settings = {
  readonly teamId: string;
  readonly teamName: string;
  readonly teamDomain: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  /** The bot's name in mentions, and the name that people read. */
  readonly botName: string;
  readonly botRealName: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly verificationToken: string;
  readonly signingSecret: string;
  /** The granted bot scopes; reinstalling the app can change them. */
  scopes: ReadonlySet<string>;
  /** The subscribed events, by the names in a manifest's `bot_events`; reinstalling can change these too. */
  events: ReadonlySet<string>;
  /** Whether this slash command arrives with `<@U…|name>` and `<#C…|name>` (a manifest's `should_escape`). */
  readonly shouldEscape: (command: string) => boolean;
  /** Whether the app has a Messages tab. */
  readonly messagesTab: boolean;
  /** Whether only the app can write there. */
  readonly messagesReadOnly: boolean;
  /** Whether the app has a Home tab. */
  readonly homeTab: boolean;
  /** How long Slack waits for an acknowledgement, in ms of real time. */
  readonly ackTimeout: number;
  /** How long nothing has to happen until the workspace is quiet, in ms of real time. */
  readonly quietFor: number;
  /** Whether the app is at work without a request, as far as it can say so. */
  readonly appBusy: () => boolean;
  /** How many requests, deliveries, ephemerals, and choices in messages are remembered, the latest of each. */
  readonly keep: number;
  /** Members besides the seeded ones, by name. */
  readonly people: readonly string[];
};

/** The bot scopes an incident bot asks for; without `chat:write.public`, so a bot must join before it posts. */
export const incidentBotScopes: readonly string[] = [
  'app_mentions:read',
  'bookmarks:read',
  'bookmarks:write',
  'canvases:read',
  'canvases:write',
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'im:write',
  'pins:read',
  'pins:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
];

/** The events an incident bot subscribes to. */
export const incidentBotEvents: readonly string[] = [
  'app_home_opened',
  'app_mention',
  'message.channels',
  'message.groups',
  'message.im',
  'reaction_added',
  'reaction_removed',
  'pin_added',
  'pin_removed',
  'member_joined_channel',
  'channel_archive',
  'channel_unarchive',
  'channel_rename',
  'user_change',
];

/** The bot's name as people read it, if no other was given. */
export const seededBotName = 'Incident Bot';

/** A bot's user name: its display name in lower case, with underscores for everything but letters and digits. */
export function userNameOf(displayName: string): string {
  return displayName
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/gu, '');
}

/** The seeded workspace's identity; the same in every run. */
export const seededIdentity = {
  teamId: 'T00SANDBOX',
  teamName: 'Sandbox',
  teamDomain: 'sandbox',
  appId: 'A000000BOT',
  botId: 'B000000BOT',
  botUserId: 'U000000BOT',
  botToken: 'xoxb-sandbox-bot-token',
  appToken: 'xapp-1-A000000BOT-sandbox-app-token',
  verificationToken: 'sandboxverificationtoken',
} as const;
