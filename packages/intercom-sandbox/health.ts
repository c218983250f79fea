import { json, type Reply, raw, silent, slowly } from './answer.ts';
import { nginxPage } from './scenarios.ts';
import type { HealthLevel, HealthState } from './state.ts';

/** What our simulated service's health endpoint returns in the given state. */
export function healthReply(state: HealthState): Reply {
  switch (state.kind) {
    case 'ok':
    case 'degraded':
    case 'down':
      return body(state);
    case 'slow':
      return slowly(body({ kind: 'ok' }), state.ms);
    case 'html':
      return raw(state.status ?? 200, 'text/html', '<!doctype html><html><body>Welcome</body></html>');
    case 'raw':
      return typeof state.body === 'string'
        ? raw(state.status ?? 200, null, state.body)
        : json(state.status ?? 200, state.body);
    case 'not_found':
      return raw(404, 'text/html', nginxPage('404 Not Found'));
    case 'hang':
    case 'unreachable':
      return silent;
  }
}

type Spoken = Extract<HealthState, { kind: HealthLevel }>;
type Words = Readonly<Record<HealthLevel, string>>;

function body(state: Spoken): Reply {
  const { kind, form = 'services', intercom = kind } = state;
  const levels: Record<string, HealthLevel> = { intercom, ...state.parts };
  const failing = kind === 'down' ? 503 : 200;
  switch (form) {
    case 'services':
      return json(200, { services: each(levels, (level) => ({ status: plain[level] })) });
    case 'health+json': {
      const checks = mapKeys(
        each(levels, (level) => [{ status: draft[level] }]),
        (name) => `${name}:responseTime`,
      );
      const text = JSON.stringify({ status: draft[kind], checks });
      return raw(failing, 'application/health+json', text);
    }
    case 'actuator':
      return json(failing, {
        status: spring[kind],
        components: each(levels, (level) => ({ status: spring[level] })),
      });
    case 'actuator1':
      return json(failing, {
        status: spring[kind],
        ...each(levels, (level) => ({ status: spring[level] })),
      });
    case 'terminus': {
      const details = each(levels, (level) => ({ status: level === 'down' ? 'down' : 'up' }));
      return json(failing, {
        status: kind === 'down' ? 'error' : 'ok',
        info: {},
        error: {},
        details,
      });
    }
    case 'status':
      return json(failing, { status: plain[kind] });
    case 'flag':
      return json(failing, { ok: kind === 'ok' });
    case 'text':
      return raw(failing, 'text/plain', plain[kind].toUpperCase());
    case 'empty':
      return raw(failing, null, '');
  }
}

const plain: Words = { ok: 'ok', degraded: 'degraded', down: 'down' };
const draft: Words = { ok: 'pass', degraded: 'warn', down: 'fail' };
const spring: Words = { ok: 'UP', degraded: 'DEGRADED', down: 'DOWN' };

function each<T>(levels: Record<string, HealthLevel>, shape: (level: HealthLevel) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(levels).map(([name, level]) => [name, shape(level)]));
}

function mapKeys<T>(from: Record<string, T>, rename: (name: string) => string): Record<string, T> {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [rename(name), value]));
}
