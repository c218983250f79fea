import { inSeries } from '../../domain/text/text.ts';
import type { eventNames } from '../ids.ts';

/** The bot scopes that the bot can't work without, each with its purpose. manifest.yml has the same list. */
export const neededScopes = {
  'bookmarks:read': 'see which bookmarks an incident channel has',
  'bookmarks:write': 'bookmark the status page, the diagnosis and the postmortem',
  'canvases:read': 'see what stands in the canvas of an incident channel',
  'canvases:write': 'keep the postmortem in the canvas of the incident channel',
  'channels:history': 'read marked messages and request_ids in incident channels',
  'channels:join': 'join the announcement channel, and channels that incidents adopt',
  'channels:manage': 'open incident channels, set their topic, invite people',
  'channels:read': 'find incident channels again after a crash',
  'chat:write': 'post, edit and delete its own messages',
  'chat:write.public': 'announce in public channels',
  commands: 'offer the slash command and the shortcuts',
  'files:write': 'post the postmortem, and delete one that holds what was deleted in Slack',
  'groups:history': 'read marked messages, request_ids and lost announcements in private channels',
  'groups:read': 'see private channels, and who may know of a private incident',
  'groups:write': 'open private incident channels, set their topic and invite people',
  'im:history': 'check whether a direct message was already sent',
  'im:write': "notify you by direct message when an incident channel can't be created",
  'pins:read': 'put pinned messages on the timeline',
  'pins:write': 'pin the headline',
  'reactions:read': 'put messages with :pushpin: on the timeline',
  'usergroups:read': 'read the members of RESPONDERS and ONCALL groups, and name mentioned groups',
  'users:read': 'tell guests from members, know time zones, show names in the postmortem',
} as const;
export type Scope = keyof typeof neededScopes;

const isOurs = (scope: string): scope is Scope => Object.hasOwn(neededScopes, scope);

type ScopeSettings = {
  readonly responders: readonly string[];
  readonly oncall: readonly string[];
  readonly postmortemCanvas: boolean;
};

/**
 * Every scope that the bot uses; `usergroups:read` only if user groups are set for responders or on-call, and those for
 * canvases only if the postmortem gets one.
 */
export const wantedScopes = ({ responders, oncall, postmortemCanvas }: ScopeSettings): Scope[] =>
  Object.keys(neededScopes)
    .filter(isOurs)
    .filter((scope) => scope !== 'usergroups:read' || responders.length + oncall.length > 0)
    .filter((scope) => !scope.startsWith('canvases:') || postmortemCanvas);

/** Without these, Slack hides the content of private channels from the app, even of those it's in. */
export const privateScopes: readonly Scope[] = ['groups:history', 'groups:read', 'groups:write'];

/** The `wanted` scopes that weren't granted; none if Slack didn't say what was. */
export const lackingScopes = (granted: readonly string[], wanted: readonly Scope[]): Scope[] =>
  granted.length === 0 ? [] : wanted.filter((scope) => !granted.includes(scope));

/**
 * The scopes to add after a `missing_scope`. `needed`: what Slack lists, separated by commas, of which one is enough;
 * scopes that the bot asks for anyway are preferred.
 */
export function scopesToAdd(needed: string, granted: readonly string[]): string[] {
  const named = needed.split(',');
  const ours = lackingScopes(granted, named.filter(isOurs));
  return ours.length > 0 ? ours : named;
}

/** `the scope pins:write`, or `the scopes a, b, and c`. */
export const scopesNamed = (scopes: readonly string[]): string =>
  `the scope${scopes.length === 1 ? '' : 's'} ${inSeries(scopes)}`;

/**
 * The names that the app's settings page uses for the bot's events. No token can read them there, so `doctor` lists
 * them.
 */
export const subscriptions: Readonly<Record<(typeof eventNames)[number], readonly string[]>> = {
  app_home_opened: ['app_home_opened'],
  member_joined_channel: ['member_joined_channel'],
  message: ['message.channels', 'message.groups'],
  pin_added: ['pin_added'],
  pin_removed: ['pin_removed'],
  reaction_added: ['reaction_added'],
  reaction_removed: ['reaction_removed'],
  user_change: ['user_change'],
};
