import { z } from 'zod';
import { send } from '../../src/intercom/http/client.ts';
import type { IntercomSettings } from '../../src/intercom/triage.ts';
import { type Verdict, verdict } from './case.ts';
import type { Answer } from './score.ts';

const incidents = z.object({ incidents: z.array(z.unknown()) });
const status = z.object({ status: z.object({ description: z.string() }) });
const health = z.object({ services: z.object({ intercom: z.object({ status: z.string() }) }) });

/**
 * The plain runbook: its five requests and its decision tree, read generously. The status host is the right one, and
 * either an open incident or a description other than "All Systems Operational" counts as reported; every request has a
 * deadline, which curl wouldn't have. The requests go out the same way as the bot's, so that only the reasoning
 * differs.
 */
export async function runbook(settings: IntercomSettings, now: () => number): Promise<Answer> {
  const { apiUrl, statusUrl, healthUrl, token, timeoutMs } = settings;
  const network = settings.network ?? {};
  const get = (url: string, sent: string | null = null) =>
    send({ url, token: sent, timeoutMs, network }, now);
  const [me, page, unresolved, , ours] = await Promise.all([
    get(`${apiUrl}/me`, token),
    get(`${statusUrl}/api/v2/status.json`),
    get(`${statusUrl}/api/v2/incidents/unresolved.json`),
    get(`${apiUrl}/me`, token),
    get(healthUrl ?? ''),
  ]);
  const code = me.exchange.kind === 'not_run' ? 0 : (me.exchange.status ?? 0);
  const open = incidents.safeParse(unresolved.json);
  const posted = status.safeParse(page.json);
  const reported =
    (open.success && open.data.incidents.length > 0) ||
    (posted.success && posted.data.status.description !== 'All Systems Operational');
  const well = health.safeParse(ours.json);
  return decide(
    code,
    reported,
    well.success && /^(ok|up|healthy)$/i.test(well.data.services.intercom.status),
  );
}

/** "API returning errors?", as in the runbook's tree. Steps after the first are the ones its text continues with. */
function decide(code: number, reported: boolean, healthy: boolean): Answer {
  if (code === 200) {
    return healthy
      ? answer(verdict('nobody', 'false alarm', null, 'watch'))
      : answer(verdict('ours', 'service failure', 'P2', 'check_pods'), 'check_dns');
  }
  if (reported) return answer(verdict('intercom', 'API outage', 'P1', 'serve_stale'), 'follow_page');
  switch (code) {
    case 401:
      return answer(verdict('ours', 'authentication failure', 'P1', 'verify_token'), 'generate_token');
    case 403:
      return answer(verdict('ours', 'permission error', 'P2', 'add_scope'));
    case 429:
      return answer(verdict('ours', 'rate limiting', 'P2', 'pause_jobs'), 'enable_queue');
    default:
      return answer(verdict('ours', 'API outage', 'P1', 'retry_backoff'), 'serve_stale');
  }
}

function answer({ action, ...rest }: Verdict, next?: Verdict['action']): Answer {
  return { ...rest, steps: next === undefined ? [action] : [action, next] };
}
