import type { ServerResponse } from 'node:http';
import type { Screen } from '../screen.ts';

/** Windows look again at most this often, ms of real time; what changes in between is shown together. */
const betweenLooks = 50;
/** How often a window looks without being told of a change, ms: a switch may be turned elsewhere. */
const anyway = 1_000;
/** How often an empty line keeps the connection open, ms. */
const heartbeat = 15_000;

/** What a window is to be shown now; a part that it does not show is left out. */
export type Look = () => Promise<Partial<Screen>>;

/**
 * Keeps one window up to date over server-sent events: looks after every change, and sends what is another than
 * before. A window that does not read is not written to until it does.
 */
export function keepShowing(
  response: ServerResponse,
  listen: (changed: () => void) => () => void,
  look: Look,
): void {
  const sent = new Map<string, string>();
  let next: NodeJS.Timeout | undefined;
  let looking = false;
  let stale = false;

  const show = async (): Promise<void> => {
    next = undefined;
    if (looking || response.writableNeedDrain) {
      stale = true;
      return;
    }
    looking = true;
    stale = false;
    try {
      for (const [name, value] of Object.entries(await look())) {
        const same = JSON.stringify(name === 'shell' ? { ...value, now: 0 } : value);
        if (response.destroyed || sent.get(name) === same) continue;
        sent.set(name, same);
        response.write(`event: ${name}\ndata: ${name === 'shell' ? JSON.stringify(value) : same}\n\n`);
      }
    } catch (error) {
      // The sandbox itself failed: say it where a developer sees it; the next look may go well.
      if (!response.destroyed) console.error('The place could not look:', error);
    }
    looking = false;
    if (stale && !response.writableNeedDrain) soon();
  };
  const soon = (): void => {
    next ??= setTimeout(() => void show(), betweenLooks);
  };

  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-accel-buffering': 'no',
  });
  response.write('retry: 500\n\n');
  const forget = listen(soon);
  const beating = setInterval(() => response.write(':\n\n'), heartbeat);
  const ticking = setInterval(soon, anyway);
  response.on('drain', soon);
  response.on('close', () => {
    forget();
    clearInterval(beating);
    clearInterval(ticking);
    clearTimeout(next);
  });
  void show();
}
