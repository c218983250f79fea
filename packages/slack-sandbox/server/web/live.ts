import type { ServerResponse } from 'node:http';
import type { Screen } from '../screen.ts';

/** Windows are refreshed at most this often, ms of real time; changes in between are shown together. */
const betweenLooks = 50;
/** How often a window is refreshed without a notification of a change, ms: a switch may be changed elsewhere. */
const anyway = 1_000;
/** How often an empty line keeps the connection open, ms. */
const heartbeat = 15_000;

/** What a window should show now; a part that it doesn't show is left out. */
export type Look = () => Promise<Partial<Screen>>;

/**
 * Keeps one window up to date over server-sent events until it's closed: looks after every change, and sends what is
 * different. Doesn't write to a window that isn't reading until it does.
 */
export function keepShowing(
  response: ServerResponse,
  listen: (changed: () => void) => () => void,
  look: Look,
): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-accel-buffering': 'no',
  });
  response.write('retry: 500\n\n');
  const live = new Live(response, look);
  const lookSoon = (): void => live.lookSoon();
  const forget = listen(lookSoon);
  const beating = setInterval(() => response.write(':\n\n'), heartbeat);
  const ticking = setInterval(lookSoon, anyway);
  response.on('drain', lookSoon);
  response.on('close', () => {
    forget();
    clearInterval(beating);
    clearInterval(ticking);
  });
  lookSoon();
}

/** What was sent to one window, and whether it has to look again. */
class Live {
  readonly #response: ServerResponse;
  readonly #look: Look;
  readonly #sent = new Map<string, string>();
  #waits = false;
  #looks = false;
  #stale = false;

  constructor(response: ServerResponse, look: Look) {
    this.#response = response;
    this.#look = look;
  }

  /** Looks in a moment; if a look is in progress, after it. */
  lookSoon(): void {
    if (this.#looks) this.#stale = true;
    if (this.#looks || this.#waits || this.#response.destroyed) return;
    this.#waits = true;
    setTimeout(() => void this.#show(), betweenLooks).unref();
  }

  async #show(): Promise<void> {
    this.#waits = false;
    if (this.#response.destroyed || this.#response.writableNeedDrain) return;
    this.#looks = true;
    this.#stale = false;
    try {
      this.#send(await this.#look());
    } catch (error) {
      // The sandbox itself failed: report it where a developer sees it; the next look may succeed.
      if (!this.#response.destroyed) console.error('The sandbox could not look:', error);
    }
    this.#looks = false;
    if (this.#stale) this.lookSoon();
  }

  #send(screen: Partial<Screen>): void {
    for (const [name, value] of Object.entries(screen)) {
      // The time changes at every look; it's sent along with whatever else is new.
      const text = JSON.stringify(name === 'shell' ? { ...value, now: 0 } : value);
      if (this.#response.destroyed || this.#sent.get(name) === text) continue;
      this.#sent.set(name, text);
      const data = name === 'shell' ? JSON.stringify(value) : text;
      this.#response.write(`event: ${name}\ndata: ${data}\n\n`);
    }
  }
}
