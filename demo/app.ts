import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const manifest = z.object({
  features: z.object({ shortcuts: z.array(z.object({ name: z.string(), callback_id: z.string() })) }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

const { features, oauth_config, settings } = manifest.parse(
  parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8')),
);

/** The app as manifest.yml installs it in the local workspace: no scope, event or shortcut more. */
export const app = {
  scopes: oauth_config.scopes.bot,
  events: settings.event_subscriptions.bot_events,
  shortcuts: Object.fromEntries(features.shortcuts.map(({ name, callback_id }) => [name, callback_id])),
};
