import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const shortcut = z.object({
  name: z.string(),
  callback_id: z.string(),
  type: z.enum(['message', 'global']),
});
const slashCommand = z.object({
  command: z.string(),
  description: z.string().default(''),
  usage_hint: z.string().default(''),
  should_escape: z.boolean().default(false),
});
const appHome = z.object({
  home_tab_enabled: z.boolean().default(false),
  messages_tab_enabled: z.boolean().default(true),
  messages_tab_read_only_enabled: z.boolean().default(false),
});

const schema = z.object({
  features: z.object({
    app_home: appHome.default(appHome.parse({})),
    shortcuts: z.array(shortcut).default([]),
    slash_commands: z.array(slashCommand).default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z
    .object({ event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).optional() })
    .default({}),
});

/** An app as its manifest installs it: what it may do, what it is told, and what it offers people. */
export type Manifest = {
  readonly scopes: readonly string[];
  readonly events: readonly string[];
  readonly commands: readonly z.infer<typeof slashCommand>[];
  readonly shortcuts: readonly z.infer<typeof shortcut>[];
  readonly homeTab: boolean;
  readonly messagesTab: boolean;
  /** Whether only the app can write in its Messages tab. */
  readonly messagesReadOnly: boolean;
};

/** Reads a Slack app manifest, YAML or JSON. Throws when there is no such file, or it is no manifest. */
export function readManifest(file: string | URL): Manifest {
  const { features, oauth_config, settings } = schema.parse(parse(readFileSync(file, 'utf8')));
  const { app_home, slash_commands, shortcuts } = features;
  return {
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions?.bot_events ?? [],
    commands: slash_commands,
    shortcuts,
    homeTab: app_home.home_tab_enabled,
    messagesTab: app_home.messages_tab_enabled,
    messagesReadOnly: app_home.messages_tab_read_only_enabled,
  };
}
