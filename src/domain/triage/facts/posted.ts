import type { Observations, PostedIncident } from '../observation.ts';
import { briefly } from './exchange.ts';
import { type Fact, no, unknown, whether, yes } from './fact.ts';
import { nextPlanned, noneWords, postedNow, postedWords, quotedTitle, resolvedWords } from './page.ts';
import {
  concernsAuth,
  concernsSearch,
  delaysAsync,
  elsewhere,
  isMaintenance,
  type Relevance,
  regionOf,
  relevance,
} from './relevance.ts';
import { apiRequest, search } from './requests.ts';

/** Is an open incident posted that may explain an API failure: one that touches the API, or is too general to say? */
export const postedForApi: Fact = (seen) => posted(seen, (level) => level !== 'no');

/** Is anything posted at all, whatever it concerns? */
export const postedAnything: Fact = (seen) => posted(seen, () => true);

/** Is anything posted that is not for other regions only? */
export const postedHere: Fact = (seen) => posted(seen, (_level, one) => !elsewhere(one, regionOf(seen)));

/** Is what is posted about signing in to the API? Then a 401 may be Intercom's own. */
export const postedForAuth: Fact = (seen) =>
  posted(seen, (level, one) => level !== 'no' && concernsAuth(one));

/** Is what is posted about webhooks or jobs, here? */
export const postedForAsync: Fact = (seen) =>
  posted(seen, (_level, one) => delaysAsync(one) && !elsewhere(one, regionOf(seen)));

/** Does everything that is posted concern other regions? */
export const postedElsewhereOnly: Fact = (seen) => {
  const open = postedNow(seen);
  if (open === null) return pageUnread(seen);
  if (open.length === 0) return no(noneWords(seen));
  const there = open.every((one) => elsewhere(one, regionOf(seen)));
  return whether(there, `we are in ${regionOf(seen)}; ${quoted(open)} is posted`);
};

/** Could the page's incidents be read? Unread it tells neither good nor bad. */
export const pageRead: Fact = (seen) => {
  const open = postedNow(seen);
  if (open === null) return no(pageUnread(seen).because);
  return yes(open.length === 0 ? noneWords(seen) : `${quoted(open)} is posted`);
};

/** Is what is posted planned work that is under way? */
export const maintenancePosted: Fact = (seen) => {
  const incident = namedIncident(seen);
  if (incident === null) return postedNow(seen) === null ? pageUnread(seen) : no(noneWords(seen));
  return whether(
    isMaintenance(incident),
    `${postedWords(incident, seen)} (${incident.impact ?? incident.status})`,
  );
};

/** Is planned work all that is posted for our region? */
export const onlyMaintenance: Fact = (seen) => {
  const open = postedNow(seen);
  if (open === null) return pageUnread(seen);
  const here = open.filter((one) => !elsewhere(one, regionOf(seen)));
  return whether(here.length > 0 && here.every(isMaintenance), quoted(open));
};

/** Does the posted incident touch the API in our region for certain? */
export const postedTouchesApi: Fact = (seen) => {
  const open = postedNow(seen);
  if (open === null) return pageUnread(seen);
  const levels = open.map((incident) => relevanceNow(incident, seen));
  if (levels.includes('yes')) return yes(quoted(open));
  return levels.includes('unknown') ? unknown(`${quoted(open)} does not say`) : no(quoted(open));
};

/** The posted incident to name in a cause: the one that touches the API first. Null when none is known. */
export function namedIncident(seen: Observations): PostedIncident | null {
  const rank = (one: PostedIncident): number => {
    const relevant = relevanceNow(one, seen);
    if (relevant !== 'no') return relevant === 'yes' ? 0 : 1;
    if (elsewhere(one, regionOf(seen))) return 4;
    return delaysAsync(one) ? 2 : 3;
  };
  const windowless = ({ window }: PostedIncident) => (window === null ? 1 : 0);
  const open = postedNow(seen) ?? [];
  return open.toSorted((a, b) => rank(a) - rank(b) || windowless(a) - windowless(b))[0] ?? null;
}

/**
 * What is posted of the trouble that a leaf's cause tells of: what may explain a failing API here, or is all that is
 * wrong.
 */
export function postedOf(cause: string, seen: Observations): PostedIncident | null {
  const incident = namedIncident(seen);
  if (incident === null || elsewhere(incident, regionOf(seen))) return null;
  const isAllThatIsWrong = cause.includes('{posted}') && apiRequest(seen).outcome === 'good';
  return isAllThatIsWrong || relevanceNow(incident, seen) !== 'no' ? incident : null;
}

/** What the page says about what fails, to stand alone in a sentence. */
export function pageWords(seen: Observations): string {
  const { answer } = postedForApi(seen);
  if (answer === 'unknown') return 'its status page could not be read';
  const incident = namedIncident(seen);
  if (incident === null) return resolvedWords(seen) === '' ? 'nothing is posted yet' : noneWords(seen);
  return answer === 'no'
    ? `its status page posts only ${postedWords(incident, seen)}, nothing about this`
    : `its status page posts ${postedWords(incident, seen)}`;
}

/** What is posted while all is well here: nothing, something of another region, planned work. */
export function calmWords(seen: Observations): string {
  const incident = namedIncident(seen);
  const next = nextPlanned(seen);
  if (incident !== null) {
    const here = next === null ? '' : `, where ${postedWords(next, seen)} is planned`;
    return `its status page posts ${postedWords(incident, seen)}, but not in our region${here}`;
  }
  const planned = next === null ? '' : ` but the planned ${postedWords(next, seen)}`;
  return `nothing is posted${planned}${resolvedWords(seen)}`;
}

/** An incident about searching touches us where it is the search that fails, whichever product it names. */
function relevanceNow(incident: PostedIncident, seen: Observations): Relevance {
  const failing = apiRequest(seen);
  const explains = failing.outcome !== 'good' && failing.name === search && concernsSearch(incident);
  if (explains && !elsewhere(incident, regionOf(seen))) return 'yes';
  return relevance(incident, regionOf(seen));
}

function posted(seen: Observations, counts: (level: Relevance, incident: PostedIncident) => boolean) {
  const open = postedNow(seen);
  if (open === null) return pageUnread(seen);
  const match = open.find((incident) => counts(relevanceNow(incident, seen), incident));
  if (match !== undefined) return yes(`${postedWords(match, seen)} is posted`);
  return no(open.length === 0 ? noneWords(seen) : `only ${quoted(open)} is posted`);
}

const quoted = (open: readonly PostedIncident[]) => open.map(quotedTitle).slice(0, 3).join(', ');

function pageUnread({ page }: Observations) {
  return unknown(`the status page could not be read (${briefly(page.incidents)})`);
}
