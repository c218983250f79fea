import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { installedBy } from '../../packages/slack-sandbox/installed.ts';
import { type Manifest, readManifest } from '../../packages/slack-sandbox/manifest.ts';
import { addressFor } from '../../packages/slack-sandbox/slack/deliver/request-urls.ts';
import { unsentEvents } from '../../packages/slack-sandbox/slack/unsent-events.ts';

function manifestOf(text: string, name = 'manifest.yml'): Manifest {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, name);
  writeFileSync(file, text);
  return readManifest(file);
}

const lunch = `
display_information: { name: Lunch Time }
features:
  bot_user: { display_name: Lunch }
  slash_commands:
    - { command: /lunch, url: "https://lunch.example.com/commands?from=slack", should_escape: true }
    - { command: /dinner, url: "https://lunch.example.com/dinner", should_escape: false }
settings:
  event_subscriptions: { request_url: "https://lunch.example.com/events", bot_events: [app_mention] }
  interactivity:
    is_enabled: true
    request_url: https://lunch.example.com/actions
    message_menu_options_url: https://lunch.example.com/options
`;

describe("An app's manifest", () => {
  test("gives the app's names, a URL for each kind of payload, and the commands that are escaped", () => {
    expect(manifestOf(lunch)).toMatchObject({
      name: 'Lunch Time',
      botName: 'Lunch',
      socketMode: false,
      requestUrls: {
        events: 'https://lunch.example.com/events',
        interactivity: 'https://lunch.example.com/actions',
        options: 'https://lunch.example.com/options',
        commands: {
          '/lunch': 'https://lunch.example.com/commands?from=slack',
          '/dinner': 'https://lunch.example.com/dinner',
        },
      },
    });
  });

  test('can be JSON, and needs only a name', () => {
    const bare = manifestOf('{"display_information": {"name": "Bare"}}', 'manifest.json');
    expect(bare).toMatchObject({ name: 'Bare', botName: 'Bare', scopes: [], events: [], commands: [] });
  });

  test('without a name is refused with the place of the error', () => {
    expect(() => manifestOf('features: {}')).toThrow(/isn't an app manifest:[\s\S]*display_information/);
  });
});

const nested = (levels: number): string =>
  Array.from(
    { length: levels },
    (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(', ')}]`,
  ).join('\n');

test('The sandbox refuses in one sentence a manifest that is a folder, something else, or would expand without end', () => {
  expect(() => readManifest('/')).toThrow(
    /^The manifest \/ can't be read \(EISDIR: [^\n]*\)\. Name a file that you can read\.$/,
  );
  for (const text of ['\0\x01\x02: {', 'a: *nowhere', `l0: &l0 [x]\n${nested(9)}`])
    expect(() => manifestOf(text)).toThrow(/^The manifest \/\S+ is neither YAML nor JSON: [^\n]+$/);
});

test("The sandbox names a manifest that doesn't exist, and the place of a mistake in one", () => {
  expect(() => readManifest('/nowhere/manifest.yml')).toThrow(
    /^The manifest \/nowhere\/manifest\.yml doesn't exist\.$/,
  );
  expect(() => manifestOf('name: "Lunch')).toThrow(
    /^The manifest \/\S+ is neither YAML nor JSON: .* at line 1, column \d+$/,
  );
});

test('The sandbox names the events of a manifest that are never sent, and why', () => {
  const manifest = manifestOf(
    `${lunch.replace('[app_mention]', '[app_mention, link_shared, team_join, app_home_opened, pin_added]')}
oauth_config: { scopes: { bot: [app_mentions:read] } }`,
  );
  expect(unsentEvents(manifest)).toEqual([
    'The sandbox never sends link_shared and team_join, which the manifest subscribes to.',
    "Without one of the scopes pins:read in the manifest, pin_added isn't sent.",
  ]);
  expect(unsentEvents(manifestOf('display_information: { name: Bare }'))).toEqual([]);
});

describe('An app installed from its manifest', () => {
  const requestUrl = (at?: string) => {
    const { requestUrl: addresses = '' } = installedBy(manifestOf(lunch), at);
    const to = (kind: 'events_api' | 'interactive' | 'slash_commands', payload: Record<string, string>) =>
      addressFor(addresses, kind, payload);
    return [
      to('events_api', { type: 'event_callback' }),
      to('interactive', { type: 'block_actions' }),
      to('interactive', { type: 'block_suggestion' }),
      to('slash_commands', { command: '/lunch' }),
      to('slash_commands', { command: '/unknown' }),
    ];
  };

  test("gets each kind of payload at its manifest's path, on the origin where it listens", () => {
    expect(requestUrl('http://localhost:3000')).toEqual([
      'http://localhost:3000/events',
      'http://localhost:3000/actions',
      'http://localhost:3000/options',
      'http://localhost:3000/commands?from=slack',
      null,
    ]);
  });

  test('gets everything at one request URL if it was given one with a path', () => {
    const one = 'http://localhost:3000/slack/events';
    expect(requestUrl(one)).toEqual([one, one, one, one, one]);
  });

  test('is sent nothing at a public address', () => {
    expect(() => requestUrl()).toThrow(
      'The manifest names https://lunch.example.com/events, and nothing is sent there. Say where the app listens on this machine: --http http://localhost:3000',
    );
  });

  test('uses Socket Mode if the manifest enables it, whatever URLs it lists', () => {
    const socket = manifestOf(lunch.replace('settings:', 'settings:\n  socket_mode_enabled: true'));
    expect(installedBy(socket).requestUrl).toBeUndefined();
  });

  test('has only those commands escaped that ask for it', () => {
    expect(installedBy(manifestOf(lunch), 'http://localhost:3000').shouldEscape).toEqual(['/lunch']);
  });
});
