import { readManifest } from '../packages/slack-sandbox/manifest.ts';

/** Our app's manifest. */
export const manifest = readManifest(new URL('../manifest.yml', import.meta.url));

/** The app as manifest.yml installs it in the local workspace, with no further scopes, events, or shortcuts. */
export const app = {
  scopes: manifest.scopes,
  events: manifest.events,
  homeTab: manifest.homeTab,
  messagesTab: manifest.messagesTab,
  shortcuts: Object.fromEntries(manifest.shortcuts.map(({ name, callback_id }) => [name, callback_id])),
};
