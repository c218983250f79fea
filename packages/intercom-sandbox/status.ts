import { json, type Reply, raw, silent, slowly } from './answer.ts';
import { nginxPage } from './scenarios.ts';
import type { PostedIncident, Region, StatusForm, StatusState } from './state.ts';

const html = 'text/html; charset=utf-8';
const componentNames = ['Intercom APIs', 'Inbox', 'Messenger', 'Fin AI Agent'];

/** What the status page returns in the given state. */
export function statusReply(state: Exclude<StatusState, { kind: 'reset' }>, url: URL, nowMs: number): Reply {
  switch (state.kind) {
    case 'none':
      return page({ kind: 'posted', incidents: [], form: state.form ?? 'incident.io' }, url, nowMs);
    case 'posted':
      return page(state, url, nowMs);
    case 'slow':
      return slowly(page({ kind: 'posted', incidents: [] }, url, nowMs), state.ms);
    case 'html':
      return raw(200, html, '<!doctype html><html><body>Intercom status</body></html>');
    case 'not_found':
      return raw(404, html, nginxPage('404 Not Found'));
    case 'empty':
      return raw(200, 'application/json', '');
    case 'unparsable':
      return raw(200, 'application/json', '{"status":{"indicator":');
    case 'error':
      return raw(state.status, html, nginxPage(String(state.status)));
    case 'huge':
      return raw(200, 'application/json', `{"page":"${'x'.repeat(2_097_152)}"}`);
    case 'redirect_loop':
      return raw(302, null, '', { location: `${url.pathname}${url.search}` });
    case 'redirect':
      return raw(302, null, '', { location: `${state.to}${url.pathname}${url.search}` });
    case 'hang':
    case 'unreachable':
      return silent;
  }
}

type Posted = Extract<StatusState, { kind: 'posted' }>;
type Listed = PostedIncident & { id: string; at: string };

function page(state: Posted, url: URL, nowMs: number): Reply {
  const listed = state.incidents.map((incident, index) => ({
    ...incident,
    id: `01SANDBOX${String(index).padStart(17, '0')}`,
    at: new Date(incident.startedAt ?? nowMs).toISOString(),
  }));
  const body = documentAt(url, state.form ?? 'incident.io', listed, state.indicator ?? worst(listed));
  return body === null ? raw(404, html, nginxPage('404 Not Found')) : json(200, body);
}

function documentAt(url: URL, form: StatusForm, listed: Listed[], indicator: string): unknown {
  const compatible = form !== 'native';
  const status = {
    indicator,
    description: indicator === 'none' ? 'All Systems Operational' : 'Service disruption',
  };
  const head = { page: { id: 'sandbox', name: 'Intercom', url: url.origin }, status };
  const incidents = listed.map((one) => statuspageIncident(one, form));
  const open = incidents.filter(({ status }) => isOpen(status));
  const native = /^\/proxy\/[^/]+(\/incidents)?$/.exec(url.pathname);
  if (native !== null && form !== 'statuspage') return nativeDocument(url, listed, native[1] !== undefined);
  if (!compatible) return null;
  switch (url.pathname) {
    case '/api/v2/status.json':
      return head;
    case '/api/v2/summary.json':
      return {
        ...head,
        components: components(listed),
        incidents: open,
        ...(form === 'statuspage' && { scheduled_maintenances: incidents.filter(isWork) }),
      };
    case '/api/v2/components.json':
      return { page: head.page, components: components(listed) };
    case '/api/v2/incidents.json':
      return { page: head.page, incidents };
    case '/api/v2/incidents/unresolved.json':
      return form === 'statuspage' ? { page: head.page, incidents: open } : null;
    default:
      return null;
  }
}

function statuspageIncident(one: Listed, form: StatusForm) {
  const { id, title: name, at } = one;
  const times = {
    created_at: at,
    updated_at: at,
    started_at: at,
    resolved_at: isOver(one.status) ? endOf(one) : null,
  };
  const base = { id, name, status: one.status ?? 'investigating', impact: one.impact ?? 'major', ...times };
  const window = one.window && {
    scheduled_for: new Date(one.window.from).toISOString(),
    scheduled_until: new Date(one.window.until).toISOString(),
  };
  const touched = (one.components ?? []).map((component) => ({
    id: component,
    name: component,
    status: 'major_outage',
  }));
  return form === 'statuspage'
    ? { ...base, ...window, incident_updates: [], components: touched }
    : { ...base, components: touched };
}

function components(listed: Listed[]) {
  const touched = listed.filter(({ status }) => isOpen(status)).flatMap((one) => one.components ?? []);
  return [...new Set([...componentNames, ...touched])].map((name, position) => {
    const status = touched.includes(name) ? 'partial_outage' : 'operational';
    return {
      id: `01COMPONENT${position}`,
      name,
      status,
      position: position + 1,
      updated_at: '2026-01-01T00:00:00Z',
    };
  });
}

/** incident.io's own form knows regions: the subpage lists only what affects its region. */
function nativeDocument(url: URL, listed: Listed[], incidentsOnly: boolean): unknown {
  const slug = url.searchParams.get('subpage_slug') ?? 'us-hosting';
  const here = listed.filter(
    ({ regions }) => regions === undefined || regions.some((region) => slugOf(region) === slug),
  );
  const all = components(here);
  const incidents = here.map((one) => nativeIncident(one, all));
  if (incidentsOnly) return { incidents };
  const affected = all.filter(({ status }) => status !== 'operational');
  return {
    summary: {
      public_url: url.origin,
      structure: { items: all.map(({ id, name }) => ({ component: { component_id: id, name } })) },
      affected_components: affected.map(({ id, status }) => ({ component_id: id, status })),
      ongoing_incidents: incidents.filter(({ status }) => !/resolved|postmortem|scheduled/.test(status)),
      scheduled_maintenances: incidents.filter(({ status }) => status === 'maintenance_scheduled'),
    },
  };
}

function nativeIncident(one: Listed, all: { id: string; name: string }[]) {
  const touched = all.filter(({ name }) => one.components?.includes(name) === true);
  return {
    id: one.id,
    name: one.title,
    status: nativeStatus[one.status ?? 'investigating'],
    ...(one.impact === 'maintenance' && { type: 'maintenance' }),
    published_at: one.at,
    affected_components: touched.map(({ id }) => ({ component_id: id, status: 'partial_outage' })),
    component_impacts: one.window ? [impactOf(one.window, touched[0]?.id ?? null)] : [],
    updates: isOver(one.status) ? [{ to_status: 'resolved', published_at: endOf(one) }] : [],
  };
}

/** incident.io has its own names for the stages of planned maintenance. */
const nativeStatus = {
  investigating: 'investigating',
  identified: 'identified',
  monitoring: 'monitoring',
  in_progress: 'maintenance_in_progress',
  scheduled: 'maintenance_scheduled',
  resolved: 'resolved',
  postmortem: 'postmortem',
} as const;

const impactOf = ({ from, until }: NonNullable<PostedIncident['window']>, component: string | null) => ({
  id: '01IMPACT',
  component_id: component,
  status: 'under_maintenance',
  start_at: new Date(from).toISOString(),
  end_at: new Date(until).toISOString(),
});

const isWork = ({ status, impact }: { status: string; impact: string }) =>
  impact === 'maintenance' && !isOver(status);

function isOpen(status: PostedIncident['status']): boolean {
  return !isOver(status) && status !== 'scheduled';
}

const isOver = (status?: string) => status === 'resolved' || status === 'postmortem';
const endOf = ({ resolvedAt, at }: Listed) =>
  resolvedAt === undefined ? at : new Date(resolvedAt).toISOString();

function slugOf(region: Region): string {
  return `${region}-hosting`;
}

function worst(listed: Listed[]): string {
  const impacts = listed.filter(({ status }) => isOpen(status)).map(({ impact }) => impact ?? 'major');
  const order = ['critical', 'major', 'minor', 'maintenance'] as const;
  return order.find((level) => impacts.includes(level)) ?? 'none';
}
