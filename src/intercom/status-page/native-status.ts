import { z } from 'zod';
import type { PostedIncident, ResolvedIncident } from '../../domain/triage/observation.ts';
import {
  degradedComponent,
  isOngoing,
  isOver,
  isPlanned,
  isRaised,
  lenientList,
  type StatusReading,
  some,
  timeOf,
} from './status-shapes.ts';

const word = z.string().max(300).nullable().catch(null);

const part = z.looseObject({ component_id: word, name: word });
const affected = z.looseObject({
  component_id: word,
  status: word,
  current_status: word,
  start_at: word,
  end_at: word,
});
const item = z.looseObject({
  component: part.nullable().catch(null),
  group: z
    .looseObject({ components: lenientList(part) })
    .nullable()
    .catch(null),
});
const incident = z.looseObject({
  id: word,
  name: word,
  type: word,
  status: word,
  published_at: word,
  starts_at: word,
  ends_at: word,
  affected_components: lenientList(affected),
  component_impacts: lenientList(affected),
  updates: lenientList(z.looseObject({ to_status: word, published_at: word })),
});
const summaryDocument = z.looseObject({
  summary: z.looseObject({
    structure: z.looseObject({ items: lenientList(item) }).catch({ items: [] }),
    affected_components: lenientList(affected),
    ongoing_incidents: some(incident),
    scheduled_maintenances: lenientList(incident),
  }),
});
const incidentsDocument = z.looseObject({ incidents: some(incident) });

/**
 * incident.io's own, undocumented form (`/proxy/<host>?subpage_slug=…` and its `/incidents`), the only one that knows
 * regions. Reads either document or both together; null if neither is readable.
 */
export function readNative(summary: unknown, incidents: unknown): StatusReading | null {
  const head = summaryDocument.safeParse(summary);
  const all = incidentsDocument.safeParse(incidents);
  if (!head.success && !all.success) return null;
  const names = componentNames(head.success ? head.data.summary.structure.items : []);
  const found = [
    ...(head.success ? head.data.summary.ongoing_incidents : []),
    ...(all.success ? all.data.incidents : []),
    ...(head.success ? head.data.summary.scheduled_maintenances : []),
  ];
  const open = found.filter(({ status }) => isOngoing(status, null)).map((one) => posted(one, names));
  const degraded = (head.success ? head.data.summary.affected_components : []).flatMap((one) => {
    const state = one.current_status ?? one.status ?? 'operational';
    return !isRaised(state) ? [] : [degradedComponent(one.component_id, nameOf(one, names), state)];
  });
  const level = open.length + degraded.length === 0 ? 'none' : 'degraded';
  const planned = found.filter(({ status }) => isPlanned(status)).map((one) => posted(one, names));
  const resolved = found.flatMap((one) => over(one, names));
  return { indicator: head.success ? { level, description: null } : null, open, degraded, planned, resolved };
}

function componentNames(items: z.infer<typeof item>[]): Map<string, string> {
  const parts = items.flatMap(({ component, group }) => [
    ...(component ? [component] : []),
    ...(group?.components ?? []),
  ]);
  return new Map(parts.flatMap(({ component_id: id, name }) => (id && name ? [[id, name] as const] : [])));
}

function nameOf({ component_id: id }: z.infer<typeof affected>, names: Map<string, string>): string | null {
  return id === null ? null : (names.get(id) ?? null);
}

function over(found: z.infer<typeof incident>, names: Map<string, string>): ResolvedIncident[] {
  if (!isOver(found.status, null)) return [];
  const endings = found.updates.flatMap((one) =>
    isOver(one.to_status, null) ? (one.published_at ?? []) : [],
  );
  const at = timeOf(
    endings.toSorted()[0] ?? found.component_impacts.findLast(({ end_at }) => end_at)?.end_at ?? null,
  );
  return at === null ? [] : [{ incident: posted(found, names), at }];
}

function posted(found: z.infer<typeof incident>, names: Map<string, string>): PostedIncident {
  const touched = [...found.affected_components, ...found.component_impacts];
  const from = timeOf(found.starts_at ?? touched.find(({ start_at }) => start_at)?.start_at ?? null);
  const until = timeOf(found.ends_at ?? touched.find(({ end_at }) => end_at)?.end_at ?? null);
  const isWork = /maintenance/i.test(`${found.type} ${found.status}`);
  return {
    id: found.id ?? found.name ?? 'unnamed',
    title: found.name ?? 'An incident without a title',
    status: found.status,
    impact: found.type,
    components: [...new Set(touched.flatMap((one) => nameOf(one, names) ?? []))].slice(0, 30),
    since: timeOf(found.published_at),
    here: true,
    window: isWork && (from !== null || until !== null) ? { from, until } : null,
  };
}
