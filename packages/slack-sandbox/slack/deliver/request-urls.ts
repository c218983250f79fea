import type { JsonObject } from '../json.ts';
import type { PayloadKind } from './transport.ts';

/**
 * Where an app receives what in HTTP mode, from its manifest; null if it gave no address. (Slack:
 * docs.slack.dev/reference/app-manifest: `request_url`, `message_menu_options_url`, a command's `url`.)
 */
export type RequestUrls = {
  readonly events: string | null;
  readonly interactivity: string | null;
  /** Where external selects get their options. */
  readonly options: string | null;
  /** By the command, with its slash. */
  readonly commands: Readonly<Record<string, string | null>>;
};

/** One address for everything, as frameworks such as Bolt listen; or one for each kind. */
export type Addresses = string | RequestUrls;

/** The address that a payload is sent to; null if the app gave none for it. */
export function addressFor(addresses: Addresses, kind: PayloadKind, payload: JsonObject): string | null {
  if (typeof addresses === 'string') return addresses;
  switch (kind) {
    case 'events_api':
      return addresses.events;
    case 'slash_commands':
      return addresses.commands[String(payload.command)] ?? null;
    case 'interactive':
      return payload.type === 'block_suggestion' ? addresses.options : addresses.interactivity;
  }
}

/**
 * The same paths at another origin (`http://localhost:3000`), where the app listens on this machine: the manifest's
 * addresses are on the internet, and nothing is sent there.
 */
export function movedTo(origin: string, urls: RequestUrls): RequestUrls {
  const moved = (url: string | null): string | null => {
    if (url === null) return null;
    const { pathname, search } = new URL(url);
    return new URL(`${pathname}${search}`, origin).href;
  };
  return {
    events: moved(urls.events),
    interactivity: moved(urls.interactivity),
    options: moved(urls.options),
    commands: Object.fromEntries(Object.entries(urls.commands).map(([name, url]) => [name, moved(url)])),
  };
}

/** Every address that is given, each once. */
export function allAddresses({ events, interactivity, options, commands }: RequestUrls): string[] {
  const all = [events, interactivity, options, ...Object.values(commands)];
  return [...new Set(all.filter((url) => url !== null))];
}
