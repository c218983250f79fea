import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { intercomService } from '../../../demo/intercom-service.ts';
import { type SimulatedIntercom, startIntercom } from '../../../packages/intercom-sandbox/start.ts';
import type { Act, ActAnswer } from '../../../packages/slack-sandbox/server/actions.ts';
import { type AppUnderTest, unknownApp } from '../../../packages/slack-sandbox/server/app.ts';
import type { Screen } from '../../../packages/slack-sandbox/server/screen.ts';
import { startPageServer } from '../../../packages/slack-sandbox/server/start.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';

/** A place opened for a test, and what a browser does there. */
export type Opened = {
  readonly url: string;
  readonly workspace: Workspace;
  readonly intercom: SimulatedIntercom;
  /** Does something as the person of this name. */
  act(name: string, what: ActInput): Promise<ActAnswer>;
  /** Opens a window as the person of this name; the query may name `channel`, `thread` and `inspect`. */
  window(name: string, query?: Readonly<Record<string, string>>): Promise<BrowserWindow>;
  stop(): Promise<void>;
};

type ActInput = z.input<typeof import('../../../packages/slack-sandbox/server/actions.ts').act>;

/** What one window was sent: how often each part, and the latest of each. */
export type BrowserWindow = {
  readonly screen: Partial<Screen>;
  readonly sent: Readonly<Record<string, number>>;
  /** The value of `read` as soon as the window shows it; rejects after 5 s with what it shows. */
  until<T>(read: (screen: Partial<Screen>) => T, what: string): Promise<NonNullable<T>>;
  close(): void;
};

const answer: z.ZodType<ActAnswer> = z.union([
  z.object({
    ok: z.literal(true),
    note: z.string().exactOptional(),
    channel: z.string().exactOptional(),
    problems: z.array(z.string()).exactOptional(),
  }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);

/** Opens a place with a page of one line, over this workspace or a new one. */
export async function openServer(
  options: { readonly workspace?: Workspace; readonly app?: AppUnderTest; readonly keep?: number } = {},
): Promise<Opened> {
  const keep = options.keep === undefined ? {} : { keep: options.keep };
  const workspace = options.workspace ?? (await startWorkspace({ rateLimits: false, ...keep }));
  const intercom = await startIntercom({ now: () => workspace.clock.now(), ...keep });
  const folder = mkdtempSync(join(tmpdir(), 'place-'));
  const pageFolder = join(folder, 'page');
  mkdirSync(pageFolder);
  writeFileSync(join(folder, 'beside.txt'), 'not part of the page');
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>Sandbox</title>');
  const app = options.app ?? unknownApp;
  const place = await startPageServer({
    workspace,
    services: [intercomService(intercom)],
    app,
    port: 0,
    pageFolder,
  });
  return {
    url: place.url,
    workspace,
    intercom,
    act: (name, what) => postAction(place.url, workspace.person(name).id, what),
    window: (name, query = {}) => openWindow(place.url, { as: workspace.person(name).id, ...query }),
    async stop() {
      await place.stop();
      await Promise.all([intercom.stop(), workspace.stop()]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Does something as the person of this id, over HTTP. */
export async function postAction(url: string, as: string, what: ActInput | Act): Promise<ActAnswer> {
  const response = await fetch(`${url}/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as, ...what }),
  });
  return answer.parse(await response.json());
}

/** Opens a window: reads the server-sent events until it is closed. Resolves when the first look is complete. */
export async function openWindow(
  url: string,
  query: Readonly<Record<string, string>>,
): Promise<BrowserWindow> {
  const leaving = new AbortController();
  const address = `${url}/live?${new URLSearchParams(query)}`;
  const response = await fetch(address, { signal: leaving.signal });
  if (response.body === null || response.status !== 200) throw new Error(await response.text());
  const screen: Partial<Screen> = {};
  const sent: Record<string, number> = {};
  const waiting = new Set<() => void>();
  const take = (event: string): void => {
    const [, name = '', data = 'null'] = /^event: (.+)\ndata: (.+)$/.exec(event) ?? [];
    if (name === '') return;
    Object.assign(screen, { [name]: JSON.parse(data) });
    sent[name] = (sent[name] ?? 0) + 1;
    for (const look of waiting) look();
  };
  void readEvents(response.body, take).catch(() => undefined);
  const window: BrowserWindow = {
    screen,
    sent,
    close: () => leaving.abort(),
    until: (read, what) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const value = read(screen);
          if (value === null || value === undefined || value === false) return;
          finish(() => resolve(value));
        };
        const tooLong = setTimeout(
          () =>
            finish(() =>
              reject(new Error(`Waited for ${what}; shown: ${JSON.stringify(screen).slice(0, 2_000)}`)),
            ),
          5_000,
        );
        const finish = (then: () => void): void => {
          clearTimeout(tooLong);
          waiting.delete(look);
          then();
        };
        waiting.add(look);
        look();
      }),
  };
  await window.until((shown) => shown.outside, 'the first look');
  return window;
}

async function readEvents(stream: ReadableStream<Uint8Array>, take: (event: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const events = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = events.pop() ?? '';
    events.forEach(take);
  }
}
