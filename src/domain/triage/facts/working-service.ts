import type { Observations } from '../observation.ts';
import { calmWords, pageRead } from './posted.ts';
import { lowWords } from './response-details.ts';
import { serviceWatched } from './service.ts';

/**
 * What works, what wasn't checked, and what is running low, as a sentence of its own; it names the setting for each
 * thing not checked.
 */
export const wellWords = (observations: Observations): string =>
  `${all(observations)}${lowWords(observations)}`;

function all(observations: Observations): string {
  const page = pageRead(observations).answer === 'yes' ? calmWords(observations) : null;
  const unread = `its status page ${hostOf(observations.statusUrl)} couldn't be read`;
  if (serviceWatched(observations).answer === 'yes') {
    if (page === null) return `Intercom responds and our service is healthy; ${unread}`;
    return page.includes(';')
      ? `Intercom responds, our service is healthy, and ${page}`
      : `Intercom responds, ${page}, and our service is healthy`;
  }
  return page === null
    ? `Intercom responds; ${unread}, and ${unwatched}`
    : `Intercom responds and ${page}; ${unwatched}`;
}

/** An addition to a diagnosis about Intercom if nothing checks our own service; otherwise empty. */
export function unwatchedWords(observations: Observations): string {
  return serviceWatched(observations).answer === 'yes' ? '' : `; ${unwatched}`;
}

const unwatched = "our own service isn't checked (HEALTH_CHECK_URL isn't set)";

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url);
