import type { Exchange, Observations } from '../observation.ts';
import { messagesOf } from './exchange.ts';
import { apiExchange, apiRequests } from './requests.ts';

/** What an answer itself tells of the way out, so that nobody has to look it up: what is lacking, how long to wait. */

/** The permissions or scopes that a refusal names: in its data, or by their names in the message. */
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

/** `the permission manage_conversations`, or that one is lacking, with the message where it names none. */
export function lackingWords(exchange: Exchange): string {
  const names = lacking(exchange);
  if (names.length > 0) return `the permission ${names.slice(0, 5).join(', ')}`;
  const messages = messagesOf(exchange).replace(/\s+/g, ' ').trim();
  return messages === '' ? 'a permission' : `a permission (“${messages.slice(0, 120)}”)`;
}

/** When to ask again, to follow another sentence: `; Retry-After: 30 s; the window resets at 12:00:04 UTC`. */
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

/** Less than this part of a window left is little. */
const littlePart = 0.1;

type Window = { words: string; state: 'empty' | 'low' | 'well' };

/**
 * The lowest window of each endpoint, for each may have its own: `12 of 167 left on /me until 12:00:04 UTC`. Where all
 * have the same left, no endpoint is named.
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

/** The exchange whose window has least left; null where none says. */
export function tightest(exchanges: readonly Exchange[]): Exchange | null {
  const telling = exchanges.filter((one) => remainingOf(one) !== null);
  return telling.toSorted((a, b) => (remainingOf(a) ?? 0) - (remainingOf(b) ?? 0))[0] ?? null;
}

/** An addition to a good verdict where a window is nearly used up; else empty. */
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

/** From here on our clock is off, in ms: whole seconds and slow answers explain less. */
const clockOffMs = 60_000;

/** Now, in UNIX ms, by the page's own clock: its times are to be read by it, also where ours is off. */
export function pageTime(observations: Observations): number {
  const skew = pageSkew(observations) ?? 0;
  return Math.abs(skew) < clockOffMs ? observations.at : observations.at + skew;
}

/** The status page's clock minus ours, in ms; null where it told none. */
export const pageSkew = ({ page }: Observations): number | null =>
  [page.status, page.incidents].flatMap(skewOf)[0] ?? null;

/** `4 min behind Intercom's`, where our clock is off by a minute or more; else null. The page's clock does as well. */
export function clockWords(observations: Observations): string | null {
  const intercoms = apiRequests(observations).flatMap(({ exchange }) => skewOf(exchange));
  const skew = intercoms[0] ?? pageSkew(observations);
  if (skew === null || Math.abs(skew) < clockOffMs) return null;
  return clockOff(skew, intercoms.length > 0 ? "Intercom's" : "the status page's");
}

/** `4 min behind Intercom's`, of a clock that is so much (ms) ahead of ours; negative: behind. */
export const clockOff = (skew: number, whose: string): string =>
  `${waitedWords(Math.abs(skew))} ${skew > 0 ? 'behind' : 'ahead of'} ${whose}`;

const skewOf = (exchange: Exchange) =>
  exchange.kind === 'not_run' || exchange.skewMs === null ? [] : [exchange.skewMs];

/** Our own failing parts beside a failure of Intercom's, to follow another sentence; else empty. */
export function alsoOurs({ health }: Observations): string {
  const failing = health.reading?.failing ?? [];
  return failing.length === 0 ? '' : `; our own service also reports ${failing.slice(0, 5).join(', ')}`;
}
