import type { Exchange, Observations } from './observation.ts';

/** Less than this fraction of Intercom's window left is low: the rest belongs to what customers need. */
const littlePart = 0.1;
/** If the headers name no limit, this many left are few: three runs of the checks. Windows vary by app and endpoint. */
const fewLeft = 18;

/**
 * Whether the app's requests to Intercom are nearly used up: a response was 429, or said that less than a tenth of its
 * window is left. Everything else that uses the app shares the window, including our customers' requests.
 */
export const quotaIsLow = ({ me, again, searches }: Observations): boolean =>
  [me, ...again.map(({ exchange }) => exchange), ...searches.map(({ exchange }) => exchange)].some(isLow);

function isLow(exchange: Exchange): boolean {
  if (exchange.kind === 'not_run') return false;
  if (exchange.status === 429) return true;
  const { limit = null, remaining = null } = exchange.rateLimit ?? {};
  return remaining !== null && remaining < (limit === null ? fewLeft : limit * littlePart);
}
