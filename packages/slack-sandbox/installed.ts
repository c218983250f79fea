import type { Manifest } from './manifest.ts';
import { everyEvent, everyScope } from './slack/all-scopes.ts';
import { allAddresses, movedTo, type RequestUrls } from './slack/deliver/request-urls.ts';
import { Refused } from './slack/errors.ts';
import type { WorkspaceOptions } from './workspace.ts';

/**
 * The workspace with an app installed by its manifest, or for null, one that is granted and sent everything. `at` is
 * where it listens on this machine: an address with a path takes everything; an origin such as `http://localhost:3000`
 * takes each kind at its path in the manifest. Throws a sentence if neither says where.
 */
export function installedBy(manifest: Manifest | null, at?: string): WorkspaceOptions {
  if (manifest === null)
    return { scopes: everyScope, events: everyEvent, ...(at !== undefined && { requestUrl: at }) };
  const { scopes, events, botName, commands, shortcuts, homeTab, messagesTab, messagesReadOnly } = manifest;
  const requestUrl = manifest.socketMode && at === undefined ? null : addressesOf(manifest.requestUrls, at);
  return {
    scopes,
    events,
    botName,
    homeTab,
    messagesTab,
    messagesReadOnly,
    shouldEscape: commands.filter(({ should_escape }) => should_escape).map(({ command }) => command),
    shortcuts: Object.fromEntries(shortcuts.map(({ name, callback_id }) => [name, callback_id])),
    ...(requestUrl !== null && { requestUrl }),
  };
}

function addressesOf(urls: RequestUrls, at: string | undefined): string | RequestUrls | null {
  const named = allAddresses(urls);
  if (at !== undefined) {
    const { pathname, search } = new URL(at);
    return named.length === 0 || pathname !== '/' || search !== '' ? at : movedTo(at, urls);
  }
  const away = named.find((url) => !isLocal(url));
  if (away !== undefined)
    throw new Refused(
      `The manifest names ${away}, and nothing is sent there. Say where the app listens on this machine: --http http://localhost:3000`,
    );
  return named.length === 0 ? null : urls;
}

function isLocal(url: string): boolean {
  const { hostname } = new URL(url);
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost');
}
