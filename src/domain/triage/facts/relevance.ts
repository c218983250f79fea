import type { Observations, PostedIncident, Region } from '../observation.ts';
import { concernOf } from './products.ts';

/** Whether a posted incident affects the API in our region. `unknown`: it's too general to say. */
export type Relevance = 'yes' | 'no' | 'unknown';

const asyncWords =
  /\bweb ?hooks?\b|\b(background |job )?workers?\b|\bbackground (job|task|process)|asynchronous|\bqueues?\b|\bjobs?\b|\b(event|data) (processing|ingestion)\b|\bexports?\b/i;
const authWords = /authenti|authori[sz]|oauth|access token|\b401s?\b/i;
const searchWords = /\bsearch(?:es|ing)?\b|elastic ?search/i;
/** Searches that don't go through the API. */
const otherSearches = /help cent(?:er|re)|articles?|knowledge|\bFin\b|messenger/i;

const regionWords: Readonly<Record<Region, RegExp>> = {
  us: /\bUSA?\b|\bU\.S\.|[Uu]nited [Ss]tates|[Nn]orth [Aa]merica|\bus-(hosting|east|west)/,
  eu: /\bEU\b|europe|dublin|\beu-/i,
  au: /\bAU\b|australia|sydney|\bau-/i,
};

const place =
  '(?:the )?(?:[A-Z]{2,3}|Europe|Australia|Sydney|Dublin|North America|United States)(?: regions?| workspaces)?';
const places = `${place}(?:(?:,| and| or| &){1,2} ${place}){0,4}`;
/** Regions that a title names as unaffected. */
const spared = new RegExp(
  `\\b(?:except(?: for| in)?|excluding|other than|outside(?: of)?|not (?:in|affecting)) ${places}\\b|\\b${places}(?: is| are)? (?:excluded|unaffected|not affected|not impacted|fine)\\b`,
  'g',
);

const incidentText = ({ title, components }: PostedIncident) => [title, ...components].join(' · ');

/** Judges a posted incident by its title and components. A region counts by name; "us" only in capitals. */
export function relevance(incident: PostedIncident, region: Region): Relevance {
  if (elsewhere(incident, region) || delaysAsync(incident)) return 'no';
  switch (concernOf(incident)) {
    case 'api':
    case 'whole':
      return 'yes';
    case 'product':
      return 'no';
    case 'general':
      return 'unknown';
  }
}

/** Is it in another region: not on our region's page, naming only another one, or said to leave ours unaffected? */
export function elsewhere(incident: PostedIncident, region: Region): boolean {
  if (incident.here !== null) return !incident.here;
  const words = incidentText(incident);
  const hit = regionsIn(words.replace(spared, ' '));
  return hit.length > 0
    ? !hit.includes(region)
    : regionsIn((words.match(spared) ?? []).join(' ')).includes(region);
}

const regionsIn = (text: string): Region[] =>
  (['us', 'eu', 'au'] as const).filter((name) => regionWords[name].test(text));

/** Is it only about webhooks, jobs, or workers? They can lag for hours while the API responds. */
export function delaysAsync(incident: PostedIncident): boolean {
  if (asyncWords.test(incident.title)) return !/\bapis?\b/i.test(incident.title);
  return (
    asyncWords.test(incidentText(incident)) &&
    concernOf(incident) !== 'api' &&
    concernOf(incident) !== 'whole'
  );
}

/** Is it about signing in to the API? */
export const concernsAuth = (incident: PostedIncident): boolean => authWords.test(incidentText(incident));

/** Is it about searching, as the API does? */
export const concernsSearch = (incident: PostedIncident): boolean =>
  searchWords.test(incidentText(incident)) && !otherSearches.test(incident.title);

/** Is it planned maintenance? */
export const isMaintenance = ({ title, impact, status, window }: PostedIncident): boolean =>
  window !== null ||
  /maintenance/i.test(impact ?? '') ||
  /^(?:(?:scheduled|planned|emergency|upcoming|urgent|routine|network|database|server|system|infrastructure|api|platform) ){0,3}maintenance\b/i.test(
    title,
  ) ||
  /^(?:scheduled|planned)\b.{0,60}\b(?:maintenance|upgrade|migration|work)\b/i.test(title) ||
  /^(in_progress|verifying|maintenance_in_progress)$/i.test(status ?? '');

/** Is a part of our service named after a queue, worker, or webhook? */
export const isAsyncPart = (name: string): boolean => asyncWords.test(name.replaceAll(/[_-]/g, ' '));

/** Is it a part that depends on what Intercom sends us? */
export const isWebhookPart = (name: string): boolean => /web[ _-]?hooks?/i.test(name);

/** The workspace's region: what `/me` says, or else what is configured. */
export function regionOf({ identity, again, region }: Observations): Region {
  return [identity, ...again.map((one) => one.identity)].find((one) => one?.region)?.region ?? region;
}
