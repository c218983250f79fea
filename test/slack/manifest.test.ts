import { readFile } from 'node:fs/promises';
import type { WebClient } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { neededScopes, subscriptions } from '../../src/slack/api/scopes.ts';
import { commandName, eventNames, shortcuts } from '../../src/slack/ids.ts';
import { calledMethods, callsIn } from './support/source.ts';

type Manifest = Extract<Parameters<WebClient['apps']['manifest']['validate']>[0]['manifest'], object>;
/** web-api's list lacks those of canvases. */
type Scope =
  | NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>[number]
  | 'canvases:read'
  | 'canvases:write';
type EventName = NonNullable<
  NonNullable<NonNullable<Manifest['settings']>['event_subscriptions']>['bot_events']
>[number];

/** The parts of a manifest that the bot uses; Slack refuses keys that it does not know. */
const manifestSchema = z.strictObject({
  display_information: z.strictObject({
    name: z.string(),
    description: z.string(),
    background_color: z.string(),
  }),
  features: z.strictObject({
    bot_user: z.strictObject({ display_name: z.string(), always_online: z.boolean() }),
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    slash_commands: z.array(
      z.strictObject({
        command: z.string(),
        description: z.string(),
        usage_hint: z.string(),
        should_escape: z.boolean(),
      }),
    ),
    shortcuts: z.array(
      z.strictObject({
        name: z.string(),
        type: z.enum(['message', 'global']),
        callback_id: z.string(),
        description: z.string(),
      }),
    ),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string()) }),
    interactivity: z.strictObject({ is_enabled: z.boolean() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

const written: unknown = parse(await readFile(new URL('../../manifest.yml', import.meta.url), 'utf8'));
const manifest = manifestSchema.parse(written);
const { display_information: display, features, oauth_config, settings } = manifest;

/**
 * The bot scopes of each Web API method that the bot calls, for the conversations it calls it on: public channels,
 * private ones and direct messages. (Slack: docs.slack.dev/reference/methods, "Bot scopes".)
 */
const scopesOfMethods: Readonly<Record<string, readonly Scope[]>> = {
  'auth.test': [],
  'bookmarks.add': ['bookmarks:write'],
  'bookmarks.edit': ['bookmarks:write'],
  'bookmarks.list': ['bookmarks:read'],
  'bookmarks.remove': ['bookmarks:write'],
  'canvases.edit': ['canvases:write'],
  'canvases.getContent': ['canvases:read'],
  'canvases.sections.lookup': ['canvases:read'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  // Announcements go to a public channel that the bot may not be in.
  'chat.postMessage': ['chat:write', 'chat:write.public'],
  'chat.update': ['chat:write'],
  'conversations.canvases.create': ['canvases:write'],
  'conversations.create': ['channels:manage', 'groups:write'],
  // A message that may have arrived already is looked for where it went, in direct messages too.
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.invite': ['channels:manage', 'groups:write'],
  'conversations.join': ['channels:join'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'conversations.setTopic': ['channels:manage', 'groups:write'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'pins.list': ['pins:read'],
  'pins.add': ['pins:write'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
  // With the app-level token.
  'apps.connections.open': [],
};

/** The scope that each event needs, by its name in a manifest. (Slack: docs.slack.dev/reference/events.) */
const scopesOfEvents: Readonly<Partial<Record<EventName, Scope | null>>> = {
  app_home_opened: null,
  member_joined_channel: 'channels:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  pin_added: 'pins:read',
  pin_removed: 'pins:read',
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
  user_change: 'users:read',
};

const methods = await calledMethods();
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].toSorted();

test('The manifest has the one slash command that the code handles, with mentions escaped', () => {
  expect(features.slash_commands).toMatchObject([{ command: commandName, should_escape: true }]);
});

test('The manifest has the shortcuts that the code handles, under their known names', () => {
  expect(features.shortcuts).toMatchObject(
    Object.entries(shortcuts).map(([callback_id, { name, type }]) => ({ callback_id, type, name })),
  );
});

test('The manifest has the events that the code handles and doctor lists', () => {
  const subscribed = eventNames.flatMap((event) => subscriptions[event]);
  expect(settings.event_subscriptions.bot_events.toSorted()).toEqual(subscribed.toSorted());
  expect(subscribed.map((name) => name.split('.')[0])).toEqual(
    eventNames.flatMap((event) => subscriptions[event].map(() => event)),
  );
});

test('The manifest has a Home tab', () => {
  expect(features.app_home.home_tab_enabled).toBe(true);
});

test('The manifest has Socket Mode and interactivity on', () => {
  expect(settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
});

describe('The scopes in the manifest', () => {
  test('are known for every method that the code calls', () => {
    expect(sorted(methods).filter((method) => !(method in scopesOfMethods))).toEqual([]);
  });

  test("are known for no method that the code doesn't call", () => {
    expect(Object.keys(scopesOfMethods).filter((method) => !methods.includes(method))).toEqual([]);
  });

  test('are known for every subscribed event, and no other', () => {
    expect(sorted(Object.keys(scopesOfEvents))).toEqual(sorted(settings.event_subscriptions.bot_events));
  });

  test('are those that the code needs, once each', () => {
    const needed = [
      'commands',
      ...methods.flatMap((method) => scopesOfMethods[method] ?? []),
      ...Object.values(scopesOfEvents).flatMap((scope) => scope ?? []),
    ];
    expect(oauth_config.scopes.bot.toSorted()).toEqual(sorted(needed));
  });

  test('are those that doctor checks', () => {
    expect(oauth_config.scopes.bot.toSorted()).toEqual(sorted(Object.keys(neededScopes)));
  });
});

/** How long the parts may be. (Slack: github.com/slackapi/manifest-schema, version 2.0.0.) */
const lengths: [what: string, text: string, max: number][] = [
  ['the name', display.name, 35],
  ['the description', display.description, 140],
  ['the name of the bot', features.bot_user.display_name, 80],
];
for (const { command, description, usage_hint } of features.slash_commands)
  lengths.push(
    [command, command, 32],
    [`the description of ${command}`, description, 2_000],
    [`the usage hint of ${command}`, usage_hint, 1_000],
  );
for (const { name, callback_id, description } of features.shortcuts)
  lengths.push(
    [`the shortcut ${name}`, name, 24],
    [`the callback id of ${name}`, callback_id, 255],
    [`the description of ${name}`, description, 150],
  );

describe('the manifest keeps to the lengths that Slack takes', () => {
  test.each(lengths)('%s', (_, text, max) => {
    expect(text.trim()).toBe(text);
    expect(text.length).toBeGreaterThan(0);
    expect(text.length).toBeLessThanOrEqual(max);
  });

  test('A color has three or six digits', () => {
    expect(display.background_color).toMatch(/^#(?:[0-9a-f]{3}){1,2}$/i);
  });
});

describe('Finding Slack calls in source code', () => {
  test.each([
    ['await client.chat.postMessage({ channel })', ['chat.postMessage']],
    ['setting.client.pins.add({})', ['pins.add']],
    ['client\n      .conversations\n      .open({ users })', ['conversations.open']],
    ['this.#client.start()', ['start']],
    ['new WebClient(slack.appToken, options).apps.connections.open({})', ['apps.connections.open']],
    ['webClient.admin.users.list()', ['admin.users.list']],
    ['client?.team.info()', ['team.info']],
    ['const { client } = setting; patient.chat.update', []],
  ])('works for %j', (source, calls) => {
    expect(callsIn(source)).toEqual(calls);
  });

  test('works in src/', () => {
    expect(methods).toContain('chat.postMessage');
  });
});
