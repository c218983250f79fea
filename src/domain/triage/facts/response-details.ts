import type { Exchange, Observations } from '../observation.ts';
import { messagesOf } from './exchange.ts';
import { apiExchange, apiRequests } from './requests.ts';

/** What a response itself says about the fix, so that nobody has to look it up: what is missing, how long to wait. */

/** The permissions or scopes that a rejection names: in its data, or by name in its message. */
export function lacking(exchange: Exchange): string[] {
  if (exchange.kind === 'not_run') return [];
  const listed = exchange.errors.flatMap(({ permissions = [] }) => permissions);
  if (listed.length > 0) return [...new Set(listed)];
  const messages = messagesOf(exchange);
  if (!/scope|permission/i.test(messages)) return [];
  const names = messages.match(/\b[a-z]+(?:[_.:][a-z]+)+\b/g) ?? [];
  const quoted = [...messages.matchAll(/["'\u201c`]([^"'\u201d`]{3,60})["'\u201d`]/g)].map(
    ([, name = '']) => name,
  );
  return [...new Set(names.length > 0 ? names : quoted)];
}

/** `the permission manage_conversations`; if none is named, that one is missing, with the message. */
export function lackingWords(exchange: Exchange): string {
  const names = lacking(exchange);
  if (names.length > 0) return `the permission ${names.slice(0, 5).join(', ')}`;
  const messages = messagesOf(exchange).replace(/\s+/g, ' ').trim();
  return messages === '' ? 'a permission' : `a permission (“${messages.slice(0, 120)}”)`;
}

/** When to try again, to follow another sentence: `; Retry-After: 30 s; the window resets at 12:00:04 UTC`. */
export function waitWords(observations: Observations): string {
  const api = apiExchange(observations);
  if (api.kind === 'not_run') return '';
  const after = api.retryAfterMs === null ? '' : `; Retry-After: ${waitedWords(api.retryAfterMs)}`;
  const reset = api.rateLimit?.resetAt ?? null;
  return reset === null ? after : `${after}; the window resets at ${timeOf(reset)}`;
}

/** `30 s`, `2 min`, `3 h`, `3 days`. */
export function waitedWords(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`;
}

const timeOf = (at: number) => `${new Date(at).toISOString().slice(11, 19)} UTC`;

/** Less than this fraction of a window left is low. */
const littlePart = 0.1;

type Window = { words: string; state: 'empty' | 'low' | 'well' };

/**
 * Each endpoint's lowest window, since each can have its own: `12 of 167 left on /me until 12:00:04 UTC`. If all have
 * the same left, no endpoint is named.
 */
export function windowsOf(observations: Observations): Window[] {
  const requests = apiRequests(observations);
  const names = [...new Set(requests.map(({ name }) => name))];
  const found = names.flatMap((name) => {
    const asked = requests.filter((one) => one.name === name).map(({ exchange }) => exchange);
    const exchange = tightest(asked);
    return exchange === null ? [] : [{ name, ...windowOf(exchange) }];
  });
  const [first, ...others] = found;
  if (first !== undefined && others.every(({ left }) => left === first.left))
    return [{ words: `${first.left}${first.until}`, state: first.state }];
  return found.map(({ name, left, until, state }) => ({ words: `${left} on ${name}${until}`, state }));
}

/** The exchange whose window has the least left; null if none says. */
export function tightest(exchanges: readonly Exchange[]): Exchange | null {
  const telling = exchanges.filter((one) => remainingOf(one) !== null);
  return telling.toSorted((a, b) => (remainingOf(a) ?? 0) - (remainingOf(b) ?? 0))[0] ?? null;
}

/** An addition to a healthy diagnosis if a window is nearly used up; otherwise empty. */
export function lowWords(observations: Observations): string {
  const low = windowsOf(observations).find(({ state }) => state !== 'well');
  return low === undefined ? '' : `; the rate limit is nearly used up: ${low.words}`;
}

function windowOf(exchange: Exchange): { left: string; until: string; state: Window['state'] } {
  const { limit = null, remaining = null, resetAt = null } = limitsOf(exchange) ?? {};
  const left = limit === null ? `${remaining} left` : `${remaining} of ${limit} left`;
  const low = limit !== null && remaining !== null && remaining < limit * littlePart;
  const state = remaining === 0 ? 'empty' : low ? 'low' : 'well';
  return { left, until: state === 'well' || resetAt === null ? '' : ` until ${timeOf(resetAt)}`, state };
}

const limitsOf = (exchange: Exchange) => (exchange.kind === 'not_run' ? null : exchange.rateLimit);
const remainingOf = (exchange: Exchange) => limitsOf(exchange)?.remaining ?? null;

/** Our clock counts as wrong from this difference on, in ms: whole seconds and slow responses explain less. */
const clockOffMs = 60_000;

/** Now, in UNIX ms, by the page's own clock: its times must be read by it, even if ours is wrong. */
export function pageTime(observations: Observations): number {
  const skew = pageSkew(observations) ?? 0;
  return Math.abs(skew) < clockOffMs ? observations.at : observations.at + skew;
}

/** The status page's clock minus ours, in ms; null if the page gave no time. */
export const pageSkew = ({ page }: Observations): number | null =>
  [page.status, page.incidents].flatMap(skewOf)[0] ?? null;

/**
 * `4 min behind Intercom's`, if our clock is off by a minute or more; otherwise null. The page's clock will do as well.
 */
export function clockWords(observations: Observations): string | null {
  const intercoms = apiRequests(observations).flatMap(({ exchange }) => skewOf(exchange));
  const skew = intercoms[0] ?? pageSkew(observations);
  if (skew === null || Math.abs(skew) < clockOffMs) return null;
  return clockOff(skew, intercoms.length > 0 ? "Intercom's" : "the status page's");
}

/** `4 min behind Intercom's`, for a clock that is this many ms ahead of ours; negative: behind. */
export const clockOff = (skew: number, whose: string): string =>
  `${waitedWords(Math.abs(skew))} ${skew > 0 ? 'behind' : 'ahead of'} ${whose}`;

const skewOf = (exchange: Exchange) =>
  exchange.kind === 'not_run' || exchange.skewMs === null ? [] : [exchange.skewMs];

/** Our own failing parts alongside a failure of Intercom's, to follow another sentence; otherwise empty. */
export function alsoOurs({ health }: Observations): string {
  const failing = health.reading?.failing ?? [];
  return failing.length === 0 ? '' : `; our own service also reports ${failing.slice(0, 5).join(', ')}`;
}
