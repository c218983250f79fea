import type {
  Exchange,
  PostedIncident,
  Region,
  ResolvedIncident,
  StatusPage,
} from '../../domain/triage/observation.ts';
import type { Ask, HttpReply } from '../http/client.ts';
import { readNative } from './native-status.ts';
import { isRaised, readStatuspage, type StatusReading } from './status-shapes.ts';

const maxRedirects = 2;

/**
 * Reads Intercom's status page. Requests all of its forms together and uses those that respond: Statuspage v2,
 * incident.io's form of it, and incident.io's own, which knows regions. Incidents are read whatever the indicator says.
 * HTML, a 404, or an empty or unparsable body leave `indicator` and `open` null. No token is sent, so redirects are
 * followed: the page's host has moved before. `actual` is the region that `/me` names, once it has responded: if it's a
 * different one, that region's page is read as well, and only that one counts.
 */
export async function readStatusPage(
  ask: Ask,
  baseUrl: string,
  region: Region,
  actual: Promise<Region | null> = Promise.resolve(null),
): Promise<StatusPage> {
  const base = baseUrl.replace(/\/+$/, '');
  const get = (path: string) => ask({ url: `${base}${path}`, follow: maxRedirects });
  const native = `/proxy/${URL.canParse(base) ? new URL(base).host : ''}`;
  const regionalPage = (of: Region) =>
    Promise.all([
      get(`${native}?subpage_slug=${of}-hosting`),
      get(`${native}/incidents?subpage_slug=${of}-hosting`),
    ]);
  const [status, summary, unresolved, latest, configured, named] = await Promise.all([
    get('/api/v2/status.json'),
    get('/api/v2/summary.json'),
    get('/api/v2/incidents/unresolved.json'),
    get('/api/v2/incidents.json'),
    regionalPage(region),
    actual,
  ]);
  const real = named ?? region;
  const [nativeSummary, nativeIncidents] = real === region ? configured : await regionalPage(real);
  const documents = [status, summary, unresolved, latest].map((reply) => ({
    reply,
    reading: statuspage(reply),
  }));
  const regional = readNative(okJson(nativeSummary), okJson(nativeIncidents));
  const readings = documents.flatMap(({ reading }) => (reading === null ? [] : [reading]));
  const indicator = [...readings, ...(regional === null ? [] : [regional])].find(
    (one) => one.indicator !== null,
  );
  const withIncidents = documents.find(({ reading }) => reading?.open);
  return {
    status: (documents.find(({ reading }) => reading?.indicator)?.reply ?? firstAnswer(status, nativeSummary))
      .exchange,
    incidents: (withIncidents?.reply ?? firstAnswer(unresolved, nativeIncidents)).exchange,
    dropped: droppedOf([status, summary, unresolved, latest], [nativeSummary, nativeIncidents]),
    indicator: indicator?.indicator ?? null,
    open: openIncidents(readings, regional),
    planned: plannedWork(readings, regional),
    resolved: resolvedOnes(readings, regional),
  };
}

/**
 * How many requests got no HTTP response at all; null if the address can't be requested. If only the undocumented form
 * fails, and fails entirely, it doesn't count: it isn't served there.
 */
function droppedOf(documented: readonly HttpReply[], native: readonly HttpReply[]): number | null {
  if (documented.every(({ exchange }) => exchange.kind === 'not_run')) return null;
  const count = (replies: readonly HttpReply[]) =>
    replies.filter(({ exchange }) => exchange.kind === 'failed' && exchange.status === null).length;
  const main = count(documented);
  return main === 0 && count(native) === native.length ? 0 : main + count(native);
}

function statuspage(reply: HttpReply): StatusReading | null {
  return readStatuspage(okJson(reply));
}

function okJson({ exchange, json }: HttpReply): unknown {
  return exchange.kind === 'answered' && exchange.status === 200 ? json : undefined;
}

/** The native form stands in for the documented one if only the native one responds. */
function firstAnswer(documented: HttpReply, native: HttpReply): HttpReply {
  const answered = ({ exchange }: HttpReply) => isOk(exchange);
  return !answered(documented) && answered(native) ? native : documented;
}

function isOk(exchange: Exchange): boolean {
  return exchange.kind === 'answered' && exchange.status === 200;
}

/**
 * All open incidents, once each; if there are none, the degraded components; failing those, what the indicator says.
 */
function openIncidents(readings: StatusReading[], regional: StatusReading | null): PostedIncident[] | null {
  const lists = readings.flatMap(({ open }) => (open === null ? [] : [open]));
  const here = regional?.open ?? null;
  if (lists.length === 0 && here === null) return fromIndicator(readings, null);
  const open = placed(lists.flat(), here);
  if (open.length > 0) return open;
  const degraded = merged(
    [...readings, ...(regional === null ? [] : [regional])].flatMap((one) => one.degraded),
  );
  return degraded.length > 0 ? degraded : fromIndicator(readings, []);
}

/** Announced maintenance, once each. */
function plannedWork(readings: StatusReading[], regional: StatusReading | null): PostedIncident[] {
  return placed(
    readings.flatMap(({ planned }) => planned),
    regional?.planned ?? null,
  );
}

/**
 * Resolved incidents, once each. A regional page that lists none may not keep such a list, so it says nothing about
 * where they were.
 */
function resolvedOnes(readings: StatusReading[], regional: StatusReading | null): ResolvedIncident[] {
  const here = regional?.resolved ?? [];
  const known = readings.flatMap(({ resolved }) => resolved);
  const placedOnes = known.map(({ incident, at }) => {
    const same = here.some((one) => one.incident.title === incident.title);
    return { incident: { ...incident, here: here.length === 0 ? null : same }, at };
  });
  const byTitle = new Map([...placedOnes, ...here].map((one) => [one.incident.title, one] as const));
  return [...byTitle.values()].slice(0, 50);
}

/** What the page posts for everywhere and for our region, as one list; incidents are matched by ID or title. */
function placed(everywhere: PostedIncident[], here: PostedIncident[] | null): PostedIncident[] {
  const known = everywhere.map((one) => {
    const same = here?.find(({ id, title }) => id === one.id || title === one.title);
    return { ...one, id: same?.id ?? one.id, here: here === null ? null : same !== undefined };
  });
  return merged([...known, ...(here ?? [])]);
}

/** One incident per ID, with the components that any document names. */
function merged(found: PostedIncident[]): PostedIncident[] {
  const byId = new Map<string, PostedIncident>();
  for (const one of found) {
    const before = byId.get(one.id);
    const components = [...new Set([...(before?.components ?? []), ...one.components])];
    byId.set(one.id, { ...one, ...before, components, window: before?.window ?? one.window });
  }
  return [...byId.values()].slice(0, 50);
}

/** A raised indicator means that something is posted, even if no incident can be read. */
function fromIndicator<T>(readings: StatusReading[], otherwise: T): PostedIncident[] | T {
  const raised = readings
    .map(({ indicator }) => indicator)
    .find((one) => one !== null && isRaised(one.level));
  if (raised === undefined || raised === null) return otherwise;
  const title = raised.description ?? raised.level;
  const unnamed = {
    id: 'indicator',
    title,
    status: null,
    impact: raised.level,
    components: [],
    since: null,
    here: null,
    window: null,
  };
  return [unnamed];
}
