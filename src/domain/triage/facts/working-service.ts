import type { Observations } from '../observation.ts';
import { calmWords, pageRead } from './posted.ts';
import { serviceWatched } from './service.ts';
import { lowWords } from './told-status.ts';

/**
 * What was seen to be well, what was not looked at, and what runs low, to stand alone in a sentence; the setting is
 * named.
 */
export const wellWords = (observations: Observations): string =>
  `${all(observations)}${lowWords(observations)}`;

function all(observations: Observations): string {
  const page = pageRead(observations).answer === 'yes' ? calmWords(observations) : null;
  const unread = `its status page ${hostOf(observations.statusUrl)} could not be read`;
  if (serviceWatched(observations).answer === 'yes') {
    if (page === null) return `Intercom answers and our service is well; ${unread}`;
    return page.includes(';')
      ? `Intercom answers, our service is well, and ${page}`
      : `Intercom answers, ${page}, and our service is well`;
  }
  return page === null
    ? `Intercom answers; ${unread}, and ${unwatched}`
    : `Intercom answers and ${page}; ${unwatched}`;
}

/** An addition to a verdict about Intercom where nobody looks at our own service; else empty. */
export function unwatchedWords(observations: Observations): string {
  return serviceWatched(observations).answer === 'yes' ? '' : `; ${unwatched}`;
}

const unwatched = 'our own service is not looked at (HEALTH_CHECK_URL is not set)';

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url);
