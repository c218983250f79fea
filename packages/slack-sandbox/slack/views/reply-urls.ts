import type { Ids } from '../ids.ts';

/** Slack: a response_url can be used 5 times within 30 minutes. */
const uses = 5;
const timeToLive = 30 * 60_000;
/** How long an expired address is remembered as expired, ms. */
const kept = 3_600_000;

/** What a response_url replies to: nothing that stays (`command`, `view`), a message, or an ephemeral. */
export type ReplyTarget =
  | { readonly kind: 'command' }
  | { readonly kind: 'message'; readonly ts: string }
  | { readonly kind: 'ephemeral'; readonly ts: string };

/** A response_url's state. */
export type ReplyUrl = {
  readonly user: string;
  readonly channel: string;
  readonly threadTs: string | null;
  readonly target: ReplyTarget;
  readonly expiresAt: number;
  left: number;
};

/** The response_urls issued. */
export class ReplyUrls {
  #urls = new Map<string, ReplyUrl>();

  /** A new address path for replies, good for 5 uses until 30 minutes after `now` (ms UTC). */
  issue(ids: Ids, origin: Pick<ReplyUrl, 'user' | 'channel' | 'threadTs' | 'target'>, now: number): string {
    const family = origin.target.kind === 'command' ? 'commands' : 'actions';
    const path = `/${family}/${ids.count('reply-url')}/${ids.secret('reply-url')}`;
    this.#forget(now - kept);
    this.#urls.set(path, { ...origin, expiresAt: now + timeToLive, left: uses });
    return path;
  }

  /* They are in the order in which they were issued. */
  #forget(before: number): void {
    for (const [path, { expiresAt }] of this.#urls) {
      if (expiresAt >= before) return;
      this.#urls.delete(path);
    }
  }

  /** Uses an address once, or says why not: unknown, `used_url`, or `expired_url`. */
  use(path: string, now: number): ReplyUrl | 'unknown' | 'used_url' | 'expired_url' {
    const url = this.#urls.get(path);
    if (url === undefined) return 'unknown';
    if (now > url.expiresAt) return 'expired_url';
    if (url.left === 0) return 'used_url';
    url.left -= 1;
    return url;
  }
}
