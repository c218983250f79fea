import { z } from 'zod';
import type { PostedIncident, ResolvedIncident, StatusPage } from '../../domain/triage/observation.ts';

/** What one of a status page's documents said. Null: it doesn't mention it. */
export type StatusReading = {
  indicator: StatusPage['indicator'];
  open: PostedIncident[] | null;
  degraded: PostedIncident[];
  planned: PostedIncident[];
  resolved: ResolvedIncident[];
};

const word = (max: number) =>
  z
    .string()
    .transform((value) => value.replace(/\s+/g, ' ').trim().slice(0, max))
    .nullable()
    .catch(null);

/** A list of at most 500, cut before its items are read: a megabyte can hold hundreds of thousands of empty ones. */
export const some = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .transform((items) => items.slice(0, 500))
    .pipe(z.array(item));

/** The same, but empty if the value isn't a list. */
export const lenientList = <T extends z.ZodType>(item: T) => some(item).catch([]);

const named = z.looseObject({ name: word(80) });
const update = z.looseObject({
  status: word(40),
  created_at: word(40),
  display_at: word(40),
  affected_components: lenientList(named).nullable().catch([]),
});
const incident = z.looseObject({
  id: word(60),
  name: word(200),
  status: word(40),
  impact: word(40),
  resolved_at: word(40),
  started_at: word(40),
  created_at: word(40),
  updated_at: word(40),
  scheduled_for: word(40),
  scheduled_until: word(40),
  components: lenientList(named),
  incident_updates: lenientList(update),
});
const component = z.looseObject({
  id: word(60),
  name: word(80),
  status: word(40),
  group: z.boolean().catch(false),
});

/** Statuspage v2 and incident.io's form of it: status.json, summary.json, incidents.json, incidents/unresolved.json. */
const document = z.looseObject({
  status: z
    .looseObject({ indicator: z.string().max(40), description: word(200) })
    .nullable()
    .catch(null),
  components: lenientList(component),
  incidents: some(incident).nullable().catch(null),
  scheduled_maintenances: lenientList(incident),
});

const over = /^(resolved|postmortem|completed|closed|cancell?ed|maintenance_complete)$/i;
const ahead = /^(scheduled|maintenance_scheduled)$/i;
/**
 * What pages call a component or a whole that isn't healthy. A word that no page is known to use is not an incident.
 */
const raised =
  /^(minor|major|critical|maintenance|under_maintenance|degraded(_performance)?|(partial|major|full)_outage)$/i;

/** Whether a posted status means that it's going on now. Maintenance that is only planned isn't. */
export function isOngoing(status: string | null, resolvedAt: string | null): boolean {
  return status === null ? resolvedAt === null : !over.test(status) && !isPlanned(status);
}

/** Whether a posted status means that it's over: resolved, or with a postmortem. */
export const isOver = (status: string | null, resolvedAt: string | null): boolean =>
  status === null ? resolvedAt !== null : over.test(status);

/** Whether a posted status means maintenance that is announced and hasn't started. */
export const isPlanned = (status: string | null): boolean => status !== null && ahead.test(status);

/** Whether an indicator's or a component's word means that something is wrong. */
export const isRaised = (state: string | null): boolean => state !== null && raised.test(state.trim());

/** Reads one Statuspage v2 document; null if it isn't one. Works for incident.io, which leaves parts out. */
export function readStatuspage(json: unknown): StatusReading | null {
  const parsed = document.safeParse(json);
  if (!parsed.success) return null;
  const { status, components, incidents, scheduled_maintenances: maintenances } = parsed.data;
  if (status === null && incidents === null) return null;
  const under = maintenances.filter((one) => isOngoing(one.status, one.resolved_at)).map(posted);
  const open = (incidents ?? []).filter((one) => isOngoing(one.status, one.resolved_at)).map(posted);
  const planned = [...maintenances, ...(incidents ?? [])].filter(({ status: state }) => isPlanned(state));
  return {
    indicator:
      status === null ? null : { level: status.indicator.toLowerCase(), description: status.description },
    open: incidents === null && under.length === 0 ? null : [...open, ...under],
    degraded: components
      .filter((one) => !one.group)
      .flatMap(({ id, name, status: state }) =>
        state === null || !isRaised(state) ? [] : [degradedComponent(id, name, state)],
      ),
    planned: planned.map(posted),
    resolved: [...maintenances, ...(incidents ?? [])].flatMap(resolved),
  };
}

/** A degraded component that no incident explains also counts as posted. */
export function degradedComponent(id: string | null, name: string | null, state: string): PostedIncident {
  const title = `${name ?? 'A component'}: ${state.replaceAll('_', ' ')}`;
  const components = name === null ? [] : [name];
  return {
    id: `component:${id ?? title}`,
    title,
    status: null,
    impact: state,
    components,
    since: null,
    here: null,
    window: null,
  };
}

function posted(found: z.infer<typeof incident>): PostedIncident {
  const { id, name, status, impact, started_at, created_at, components, incident_updates } = found;
  const window = { from: timeOf(found.scheduled_for), until: timeOf(found.scheduled_until) };
  const affected = [...components, ...incident_updates.flatMap((one) => one.affected_components ?? [])];
  return {
    id: id ?? name ?? 'unnamed',
    title: name ?? 'An incident without a title',
    status,
    impact,
    components: [...new Set(affected.flatMap((one) => one.name ?? []))].slice(0, 30),
    since: timeOf(started_at ?? created_at),
    here: null,
    window: window.from === null && window.until === null ? null : window,
  };
}

/** Resolved incidents, with the time that their page gives; a postmortem that follows days later doesn't change it. */
function resolved(found: z.infer<typeof incident>): ResolvedIncident[] {
  if (!isOver(found.status, found.resolved_at)) return [];
  const ended = found.incident_updates.findLast(({ status }) => isOver(status, null));
  const at = timeOf(found.resolved_at ?? ended?.display_at ?? ended?.created_at ?? found.updated_at);
  return at === null ? [] : [{ incident: posted(found), at }];
}

/** ISO 8601 → UNIX ms; null if it isn't a date. A time without a zone is in UTC, not in this machine's zone. */
export function timeOf(text: string | null): number | null {
  const zoneless = text !== null && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text);
  const ms = text === null ? Number.NaN : Date.parse(zoneless ? `${text.replace(' ', 'T')}Z` : text);
  return Number.isNaN(ms) ? null : ms;
}
