import type { Observations, PostedIncident, Region } from '../observation.ts';
import { briefly } from './exchange.ts';
import { type Fact, no, unknown, whether, yes } from './finding.ts';

/** Whether a posted incident concerns the API in our region. `unknown`: it is too general to say. */
export type Relevance = 'yes' | 'no' | 'unknown';

const apiWords = /\bapis?\b|developer/i;
const authWords = /authenti|authori[sz]|oauth|access token|\b401s?\b/i;
const otherProducts =
  /\b(fin|inbox|messengers?|articles?|help cent(er|re)|e-?mails?|workflows?|whatsapp|sms|phone|calls?|reports?|reporting|outbound|series|tickets?|mobile|banners?|tours?|billing|chatbots?)\b/i;

const regionWords: Readonly<Record<Region, RegExp>> = {
  us: /\bUSA?\b|\bU\.S\.|[Uu]nited [Ss]tates|[Nn]orth [Aa]merica|\bus-(hosting|east|west)/,
  eu: /\bEU\b|europe|\beu-/i,
  au: /\bAU\b|australia|sydney|\bau-/i,
};

/** Judges a posted incident by its title and its components. A region counts by name; "us" only in capitals. */
export function relevance(incident: PostedIncident, region: Region): Relevance {
  const said = [incident.title, ...incident.components].join(' · ');
  const regions = (['us', 'eu', 'au'] as const).filter((name) => regionWords[name].test(said));
  if (incident.here === false) return 'no';
  if (incident.here === null && regions.length > 0 && !regions.includes(region)) return 'no';
  if (apiWords.test(said)) return 'yes';
  return otherProducts.test(said) ? 'no' : 'unknown';
}

/** The workspace's region: what `/me` says, else what is configured. */
export const regionOf = (seen: Observations): Region => seen.identity?.region ?? seen.region;

/** The posted incident to name in a cause: the one that touches the API first. Null when none is known. */
export function namedIncident(seen: Observations): PostedIncident | null {
  const open = seen.page.open ?? [];
  const rank: readonly Relevance[] = ['yes', 'unknown', 'no'];
  const found = rank.map((level) => open.find((one) => relevance(one, regionOf(seen)) === level));
  return found.find((one) => one !== undefined) ?? null;
}

/** Is an open incident posted that may explain an API failure: one that touches the API, or is too general to say? */
export const postedForApi: Fact = (seen) => posted(seen, (level) => level !== 'no');

/** Is anything posted at all, whatever it concerns? */
export const postedAnything: Fact = (seen) => posted(seen, () => true);

/** Is what is posted about signing in to the API? Then a 401 may be Intercom's own. */
export const postedForAuth: Fact = (seen) =>
  posted(
    seen,
    (level, { title, components }) => level !== 'no' && authWords.test([title, ...components].join(' ')),
  );

/** Does the posted incident touch the API in our region for certain? */
export const postedTouchesApi: Fact = (seen) => {
  if (seen.page.open === null) return pageUnread(seen);
  const levels = seen.page.open.map((incident) => relevance(incident, regionOf(seen)));
  if (levels.includes('yes')) return yes(quoted(seen));
  return levels.includes('unknown') ? unknown(`${quoted(seen)} does not say`) : no(quoted(seen));
};

/** A posted title as it goes into a sentence: one line, quoted, at most 100 characters. */
export function quotedTitle(incident: PostedIncident): string {
  const title = incident.title.replace(/\s+/g, ' ').trim();
  return `“${title.length > 100 ? `${title.slice(0, 99)}…` : title}”`;
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
