import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { RequestUrls } from './slack/deliver/request-urls.ts';
import { Refused } from './slack/errors.ts';

const address = z
  .url({ protocol: /^https?$/ })
  .nullable()
  .default(null);
const shortcut = z.object({
  name: z.string(),
  callback_id: z.string(),
  type: z.enum(['message', 'global']),
});
const slashCommand = z.object({
  command: z.string(),
  url: address,
  description: z.string().default(''),
  usage_hint: z.string().default(''),
  should_escape: z.boolean().default(false),
});
const appHome = z.object({
  home_tab_enabled: z.boolean().default(false),
  messages_tab_enabled: z.boolean().default(true),
  messages_tab_read_only_enabled: z.boolean().default(false),
});

const features = z.object({
  app_home: appHome.default(appHome.parse({})),
  bot_user: z.object({ display_name: z.string() }).optional(),
  shortcuts: z.array(shortcut).default([]),
  slash_commands: z.array(slashCommand).default([]),
});
const eventSubscriptions = z.object({ request_url: address, bot_events: z.array(z.string()).default([]) });
const interactivity = z.object({ request_url: address, message_menu_options_url: address });
const settings = z.object({
  event_subscriptions: eventSubscriptions.default(eventSubscriptions.parse({})),
  interactivity: interactivity.default(interactivity.parse({})),
  socket_mode_enabled: z.boolean().default(false),
});
const schema = z.object({
  display_information: z.object({ name: z.string().min(1) }),
  features: features.default(features.parse({})),
  oauth_config: z
    .object({ scopes: z.object({ bot: z.array(z.string()).default([]) }).default({ bot: [] }) })
    .default({ scopes: { bot: [] } }),
  settings: settings.default(settings.parse({})),
});

/** An app as its manifest installs it: what it can do, what it's sent, and what it offers people. */
export type Manifest = {
  /** The app's name, and its bot's name if that differs. */
  readonly name: string;
  readonly botName: string;
  /** Which URL gets what over HTTP. */
  readonly requestUrls: RequestUrls;
  readonly socketMode: boolean;
  readonly scopes: readonly string[];
  readonly events: readonly string[];
  readonly commands: readonly z.infer<typeof slashCommand>[];
  readonly shortcuts: readonly z.infer<typeof shortcut>[];
  readonly homeTab: boolean;
  readonly messagesTab: boolean;
  /** Whether only the app can write in its Messages tab. */
  readonly messagesReadOnly: boolean;
};

/** Reads a Slack app manifest, YAML or JSON. Throws a sentence if the file is missing, unreadable, or no manifest. */
export function readManifest(file: string | URL): Manifest {
  const read = schema.safeParse(contentOf(file));
  if (!read.success)
    throw new Refused(`${String(file)} isn't an app manifest:\n${z.prettifyError(read.error)}`);
  const { display_information, features: offered, oauth_config, settings: set } = read.data;
  const { app_home, bot_user, slash_commands, shortcuts } = offered;
  return {
    name: display_information.name,
    botName: bot_user?.display_name ?? display_information.name,
    requestUrls: {
      events: set.event_subscriptions.request_url,
      interactivity: set.interactivity.request_url,
      options: set.interactivity.message_menu_options_url,
      commands: Object.fromEntries(slash_commands.map(({ command, url }) => [command, url])),
    },
    socketMode: set.socket_mode_enabled,
    scopes: oauth_config.scopes.bot,
    events: set.event_subscriptions.bot_events,
    commands: slash_commands,
    shortcuts,
    homeTab: app_home.home_tab_enabled,
    messagesTab: app_home.messages_tab_enabled,
    messagesReadOnly: app_home.messages_tab_read_only_enabled,
  };
}

function contentOf(file: string | URL): unknown {
  const name = `The manifest ${String(file)}`;
  if (!existsSync(file)) throw new Refused(`${name} doesn't exist.`);
  const text = orRefuse(
    () => readFileSync(file, 'utf8'),
    (why) => `${name} can't be read (${why}). Name a file that you can read.`,
  );
  return orRefuse(
    () => parse(text, { prettyErrors: true }),
    (why) => `${name} is neither YAML nor JSON: ${why}`,
  );
}

/** Refuses with the first line of the error; the parser's other lines show the place. */
function orRefuse<Result>(work: () => Result, sentence: (why: string) => string): Result {
  try {
    return work();
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split(/:?\n/u);
    throw new Refused(sentence(why));
  }
}
