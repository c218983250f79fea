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

/** Is an open incident posted that could explain an API failure: one that affects the API, or is too general to say? */
export const postedForApi: Fact = (observations) => posted(observations, (level) => level !== 'no');

/** Is anything posted at all, whatever it's about? */
export const postedAnything: Fact = (observations) => posted(observations, () => true);

/** Is anything posted that is not for other regions only? */
export const postedHere: Fact = (observations) =>
  posted(observations, (_level, one) => !elsewhere(one, regionOf(observations)));

/** Is the posted incident about signing in to the API? Then a 401 may be Intercom's own. */
export const postedForAuth: Fact = (observations) =>
  posted(observations, (level, one) => level !== 'no' && concernsAuth(one));

/** Is the posted incident about webhooks or jobs, in our region? */
export const postedForAsync: Fact = (observations) =>
  posted(observations, (_level, one) => delaysAsync(one) && !elsewhere(one, regionOf(observations)));

/** Does everything that is posted affect only other regions? */
export const postedElsewhereOnly: Fact = (observations) => {
  const open = postedNow(observations);
  if (open === null) return pageUnread(observations);
  if (open.length === 0) return no(noneWords(observations));
  const there = open.every((one) => elsewhere(one, regionOf(observations)));
  return whether(there, `we are in ${regionOf(observations)}; ${quoted(open)} is posted`);
};

/** Could the page's incidents be read? An unread page says neither good nor bad. */
export const pageRead: Fact = (observations) => {
  const open = postedNow(observations);
  if (open === null) return no(pageUnread(observations).because);
  return yes(open.length === 0 ? noneWords(observations) : `${quoted(open)} is posted`);
};

/** Is the posted incident planned maintenance in progress? */
export const maintenancePosted: Fact = (observations) => {
  const incident = namedIncident(observations);
  if (incident === null)
    return postedNow(observations) === null ? pageUnread(observations) : no(noneWords(observations));
  return whether(
    isMaintenance(incident),
    `${postedWords(incident, observations)} (${incident.impact ?? incident.status})`,
  );
};

/** Is planned maintenance all that is posted for our region? */
export const onlyMaintenance: Fact = (observations) => {
  const open = postedNow(observations);
  if (open === null) return pageUnread(observations);
  const here = open.filter((one) => !elsewhere(one, regionOf(observations)));
  return whether(here.length > 0 && here.every(isMaintenance), quoted(open));
};

/** Does the posted incident certainly affect the API in our region? */
export const postedTouchesApi: Fact = (observations) => {
  const open = postedNow(observations);
  if (open === null) return pageUnread(observations);
  const levels = open.map((incident) => relevanceNow(incident, observations));
  if (levels.includes('yes')) return yes(quoted(open));
  return levels.includes('unknown') ? unknown(`${quoted(open)} does not say`) : no(quoted(open));
};

/** The posted incident to name in a cause, preferably one that affects the API. Null if none is known. */
export function namedIncident(observations: Observations): PostedIncident | null {
  const rank = (one: PostedIncident): number => {
    const relevant = relevanceNow(one, observations);
    if (relevant !== 'no') return relevant === 'yes' ? 0 : 1;
    if (elsewhere(one, regionOf(observations))) return 4;
    return delaysAsync(one) ? 2 : 3;
  };
  const windowless = ({ window }: PostedIncident) => (window === null ? 1 : 0);
  const open = postedNow(observations) ?? [];
  return open.toSorted((a, b) => rank(a) - rank(b) || windowless(a) - windowless(b))[0] ?? null;
}

/** The posted incident that fits a leaf's cause: it could explain a failing API here, or is all that is wrong. */
export function postedOf(cause: string, observations: Observations): PostedIncident | null {
  const incident = namedIncident(observations);
  if (incident === null || elsewhere(incident, regionOf(observations))) return null;
  const isAllThatIsWrong = cause.includes('{posted}') && apiRequest(observations).outcome === 'good';
  return isAllThatIsWrong || relevanceNow(incident, observations) !== 'no' ? incident : null;
}

/** What the page says about the failure, as a sentence of its own. */
export function pageWords(observations: Observations): string {
  const { answer } = postedForApi(observations);
  if (answer === 'unknown') return "its status page couldn't be read";
  const incident = namedIncident(observations);
  if (incident === null)
    return resolvedWords(observations) === '' ? 'nothing is posted yet' : noneWords(observations);
  return answer === 'no'
    ? `its status page reports only ${postedWords(incident, observations)}, nothing about this`
    : `its status page reports ${postedWords(incident, observations)}`;
}

/** What is posted while everything is healthy here: nothing, something in another region, planned maintenance. */
export function calmWords(observations: Observations): string {
  const incident = namedIncident(observations);
  const next = nextPlanned(observations);
  if (incident !== null) {
    const here = next === null ? '' : `, where ${postedWords(next, observations)} is planned`;
    return `its status page reports ${postedWords(incident, observations)}, but not in our region${here}`;
  }
  const planned = next === null ? '' : ` except the planned ${postedWords(next, observations)}`;
  return `nothing is posted${planned}${resolvedWords(observations)}`;
}

/** An incident about search affects us if search is what fails, whichever product it names. */
function relevanceNow(incident: PostedIncident, observations: Observations): Relevance {
  const failing = apiRequest(observations);
  const explains = failing.outcome !== 'good' && failing.name === search && concernsSearch(incident);
  if (explains && !elsewhere(incident, regionOf(observations))) return 'yes';
  return relevance(incident, regionOf(observations));
}

function posted(observations: Observations, counts: (level: Relevance, incident: PostedIncident) => boolean) {
  const open = postedNow(observations);
  if (open === null) return pageUnread(observations);
  const match = open.find((incident) => counts(relevanceNow(incident, observations), incident));
  if (match !== undefined) return yes(`${postedWords(match, observations)} is posted`);
  return no(open.length === 0 ? noneWords(observations) : `only ${quoted(open)} is posted`);
}

const quoted = (open: readonly PostedIncident[]) => open.map(quotedTitle).slice(0, 3).join(', ');

function pageUnread({ page }: Observations) {
  return unknown(`the status page couldn't be read (${briefly(page.incidents)})`);
}
