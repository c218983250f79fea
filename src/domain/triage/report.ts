import type { ProbeReport } from './diagnosis.ts';
import { asExpected } from './facts/api.ts';
import { briefly, codesOf } from './facts/exchange.ts';
import { slowMs } from './facts/network.ts';
import { quotedTitle, regionOf, relevance } from './facts/posted.ts';
import { serviceSilent, serviceWell, serviceWords } from './facts/service.ts';
import type { Exchange, Observations } from './observation.ts';
import { rateLimitWords } from './words.ts';

type Outcome = ProbeReport['outcome'];

/** What each probe saw, in the order people read them. */
export function probeReports(seen: Observations): ProbeReport[] {
  return [
    apiReport(seen),
    edgeReport(seen),
    pageReport(seen),
    incidentsReport(seen),
    rateLimitReport(seen),
    healthReport(seen),
  ];
}

function apiReport(seen: Observations): ProbeReport {
  const { me } = seen;
  const well = asExpected(seen).answer === 'yes';
  const slow = me.kind === 'answered' && me.ms >= slowMs ? ', slow' : '';
  const summary = well ? `200, an admin of a workspace in ${regionOf(seen)}${slow}` : inShort(me);
  const odd = me.kind === 'answered' && me.status < 300 && me.errors.length === 0;
  return report('api_me', 'API /me', me, well ? 'ok' : odd ? 'unknown' : 'bad', summary);
}

/** Without a token a 401 is the good answer: the host is alive. */
function edgeReport({ edge }: Observations): ProbeReport {
  const alive = edge.kind === 'answered' && edge.status < 500;
  const summary = alive ? `${edge.status}, the host is alive` : inShort(edge);
  const made = report('api_edge', 'API without a token', edge, alive ? 'ok' : 'bad', summary);
  return alive ? { ...made, code: null } : made;
}

function pageReport({ page }: Observations): ProbeReport {
  const { indicator } = page;
  if (indicator === null) return unread('status_page', 'Status page', page.status);
  const said = indicator.description === null ? '' : ` (${indicator.description.slice(0, 100)})`;
  const outcome: Outcome = indicator.level === 'none' ? 'ok' : 'bad';
  return report('status_page', 'Status page', page.status, outcome, `${indicator.level}${said}`);
}

function incidentsReport(seen: Observations): ProbeReport {
  const { open, incidents } = seen.page;
  if (open === null) return unread('status_incidents', 'Open incidents', incidents);
  if (open.length === 0) return report('status_incidents', 'Open incidents', incidents, 'ok', 'none');
  const titles = open.slice(0, 3).map((one) => {
    const touches = { yes: 'touches the API', no: 'not the API here', unknown: 'may touch the API' };
    return `${quotedTitle(one)} (${[one.status, one.impact, touches[relevance(one, regionOf(seen))]].filter(Boolean).join(', ')})`;
  });
  const more = open.length > 3 ? ` and ${open.length - 3} more` : '';
  return report('status_incidents', 'Open incidents', incidents, 'bad', `${titles.join(', ')}${more}`);
}

/** Read off the `/me` answer; Intercom leaves the headers out where it accepts no token. */
function rateLimitReport({ me }: Observations): ProbeReport {
  const label = 'Rate limit';
  if (me.kind === 'not_run') return report('rate_limit', label, me, 'not_run', me.why);
  const words = me.rateLimit === null ? '' : rateLimitWords(me.rateLimit);
  const outcome: Outcome = words === '' ? 'unknown' : me.rateLimit?.remaining === 0 ? 'bad' : 'ok';
  const made = report(
    'rate_limit',
    label,
    me,
    outcome,
    words === '' ? 'the answer carries no headers for it' : words,
  );
  return { ...made, status: null, ms: null, code: null, requestId: null };
}

function healthReport(seen: Observations): ProbeReport {
  const { exchange, reading } = seen.health;
  const label = 'Our health endpoint';
  if (reading === null) {
    const silent = serviceSilent(seen).answer === 'yes';
    return silent
      ? report('health', label, exchange, 'bad', inShort(exchange))
      : unread('health', label, exchange);
  }
  const outcome = ({ yes: 'ok', no: 'bad', unknown: 'unknown' } as const)[serviceWell(seen).answer];
  return report('health', label, exchange, outcome, serviceWords(seen.health));
}

function unread(probe: string, label: string, exchange: Exchange): ProbeReport {
  const answered =
    exchange.kind === 'answered' ? `${exchange.status}, but nothing readable (${exchange.body})` : null;
  return report(probe, label, exchange, 'unknown', answered ?? inShort(exchange));
}

function inShort(exchange: Exchange): string {
  return briefly(exchange).replace(/ after \d+ ms$/, '');
}

function report(
  probe: string,
  label: string,
  exchange: Exchange,
  outcome: Outcome,
  summary: string,
): ProbeReport {
  if (exchange.kind === 'not_run') {
    const none = { status: null, ms: null, code: null, requestId: null, rateLimit: null };
    return { probe, label, outcome: 'not_run', summary: exchange.why, ...none };
  }
  const code = exchange.kind === 'failed' ? exchange.code : (codesOf(exchange)[0] ?? null);
  const { status, ms, requestId } = exchange;
  const rateLimit = probe === 'rate_limit' ? exchange.rateLimit : null;
  return { probe, label, outcome, summary, status, ms, code, requestId, rateLimit };
}
