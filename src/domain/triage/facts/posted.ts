import type { Observations, PostedIncident } from '../observation.ts';
import { briefly } from './exchange.ts';
import { type Fact, no, unknown, whether, yes } from './finding.ts';
import {
  concernsAuth,
  delaysAsync,
  elsewhere,
  isMaintenance,
  namedIncident,
  quotedTitle,
  type Relevance,
  regionOf,
  relevance,
} from './relevance.ts';

/** Is an open incident posted that may explain an API failure: one that touches the API, or is too general to say? */
export const postedForApi: Fact = (seen) => posted(seen, (level) => level !== 'no');

/** Is anything posted at all, whatever it concerns? */
export const postedAnything: Fact = (seen) => posted(seen, () => true);

/** Is what is posted about signing in to the API? Then a 401 may be Intercom's own. */
export const postedForAuth: Fact = (seen) =>
  posted(seen, (level, one) => level !== 'no' && concernsAuth(one));

/** Is what is posted about webhooks or jobs, here? */
export const postedForAsync: Fact = (seen) =>
  posted(seen, (_level, one) => delaysAsync(one) && !elsewhere(one, regionOf(seen)));

/** Does everything that is posted concern other regions? */
export const postedElsewhereOnly: Fact = (seen) => {
  const { open } = seen.page;
  if (open === null) return pageUnread(seen);
  return whether(
    open.every((one) => elsewhere(one, regionOf(seen))),
    `we are in ${regionOf(seen)}; ${quoted(seen) || 'nothing'} is posted`,
  );
};

/** Is what is posted planned work that is under way? */
export const maintenancePosted: Fact = (seen) => {
  const incident = namedIncident(seen);
  if (incident === null) return seen.page.open === null ? pageUnread(seen) : no('nothing is posted');
  return whether(isMaintenance(incident), `${quotedTitle(incident)} (${incident.impact ?? incident.status})`);
};

/** Does the posted incident touch the API in our region for certain? */
export const postedTouchesApi: Fact = (seen) => {
  if (seen.page.open === null) return pageUnread(seen);
  const levels = seen.page.open.map((incident) => relevance(incident, regionOf(seen)));
  if (levels.includes('yes')) return yes(quoted(seen));
  return levels.includes('unknown') ? unknown(`${quoted(seen)} does not say`) : no(quoted(seen));
};

/** What the page says about the API, to stand alone in a sentence. */
export function pageWords(seen: Observations): string {
  const { answer } = postedForApi(seen);
  if (answer === 'unknown') return 'its status page could not be read';
  const incident = namedIncident(seen);
  if (answer === 'no' || incident === null) return 'nothing about it is posted yet';
  return `its status page posts ${quotedTitle(incident)}`;
}

function posted(seen: Observations, counts: (level: Relevance, incident: PostedIncident) => boolean) {
  if (seen.page.open === null) return pageUnread(seen);
  const match = seen.page.open.find((incident) => counts(relevance(incident, regionOf(seen)), incident));
  if (match !== undefined) return yes(`${quotedTitle(match)} is posted`);
  return whether(false, seen.page.open.length === 0 ? 'nothing is posted' : `only ${quoted(seen)} is posted`);
}

function quoted(seen: Observations): string {
  return seen.page.open?.map(quotedTitle).slice(0, 3).join(', ') ?? '';
}

function pageUnread({ page }: Observations) {
  return unknown(`the status page could not be read (${briefly(page.incidents)})`);
}
