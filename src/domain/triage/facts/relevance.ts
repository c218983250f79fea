import type { Observations, PostedIncident, Region } from '../observation.ts';

/** Whether a posted incident concerns the API in our region. `unknown`: it is too general to say. */
export type Relevance = 'yes' | 'no' | 'unknown';

const apiWords = /\bapis?\b|developer/i;
const asyncWords =
  /\bweb ?hooks?\b|\b(background |job )?workers?\b|\bbackground (job|task|process)|asynchronous|\bqueues?\b|\bjobs?\b/i;
const authWords = /authenti|authori[sz]|oauth|access token|\b401s?\b/i;
const otherProducts =
  /\b(fin|inbox|messengers?|articles?|help cent(er|re)|e-?mails?|workflows?|whatsapp|sms|phone|calls?|reports?|reporting|outbound|series|tickets?|mobile|banners?|tours?|billing|chatbots?)\b/i;

const regionWords: Readonly<Record<Region, RegExp>> = {
  us: /\bUSA?\b|\bU\.S\.|[Uu]nited [Ss]tates|[Nn]orth [Aa]merica|\bus-(hosting|east|west)/,
  eu: /\bEU\b|europe|\beu-/i,
  au: /\bAU\b|australia|sydney|\bau-/i,
};

const said = ({ title, components }: PostedIncident) => [title, ...components].join(' · ');

/** Judges a posted incident by its title and its components. A region counts by name; "us" only in capitals. */
export function relevance(incident: PostedIncident, region: Region): Relevance {
  if (elsewhere(incident, region) || delaysAsync(incident)) return 'no';
  if (apiWords.test(said(incident))) return 'yes';
  return otherProducts.test(said(incident)) ? 'no' : 'unknown';
}

/** Is it in another region: not on the page of ours, or named after another one only? */
export function elsewhere(incident: PostedIncident, region: Region): boolean {
  if (incident.here !== null) return !incident.here;
  const regions = (['us', 'eu', 'au'] as const).filter((name) => regionWords[name].test(said(incident)));
  return regions.length > 0 && !regions.includes(region);
}

/** Is it about webhooks, jobs or workers alone? They can lag for hours while the API answers. */
export function delaysAsync(incident: PostedIncident): boolean {
  if (asyncWords.test(incident.title)) return !/\bapis?\b/i.test(incident.title);
  return asyncWords.test(said(incident)) && !apiWords.test(said(incident));
}

/** Is it about signing in to the API? */
export const concernsAuth = (incident: PostedIncident): boolean => authWords.test(said(incident));

/** Is it planned work, and under way? */
export const isMaintenance = ({ impact, status }: PostedIncident): boolean =>
  /maintenance/i.test(impact ?? '') ||
  /^(in_progress|verifying|maintenance_in_progress)$/i.test(status ?? '');

/** Does a part of our service bear the name of a queue, worker or webhook? */
export const isAsyncPart = (name: string): boolean => asyncWords.test(name.replaceAll(/[_-]/g, ' '));

/** Is it a part that depends on what Intercom sends us? */
export const isWebhookPart = (name: string): boolean => /web[ _-]?hooks?/i.test(name);

/** The workspace's region: what `/me` says, else what is configured. */
export function regionOf({ identity, again, region }: Observations): Region {
  return [identity, ...again.map((one) => one.identity)].find((one) => one?.region)?.region ?? region;
}

/** The posted incident to name in a cause: the one that touches the API first. Null when none is known. */
export function namedIncident(seen: Observations): PostedIncident | null {
  const region = regionOf(seen);
  const rank = (one: PostedIncident): number => {
    const relevant = relevance(one, region);
    if (relevant !== 'no') return relevant === 'yes' ? 0 : 1;
    if (elsewhere(one, region)) return 4;
    return delaysAsync(one) ? 2 : 3;
  };
  return (seen.page.open ?? []).toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
}

/** A posted title as it goes into a sentence: one line, quoted, at most 100 characters. */
export function quotedTitle(incident: PostedIncident): string {
  const title = incident.title.replace(/\s+/g, ' ').trim();
  return `“${title.length > 100 ? `${title.slice(0, 99)}…` : title}”`;
}
