import { z } from 'zod';
import type { HealthLevel, HealthReading } from '../domain/triage/observation.ts';

const healthy = /^(ok|okay|up|pass|passing|passed|healthy|operational|true|alive|available|running|green)$/;
const degraded = /^(warn|warning|degraded|degraded_performance|partial|partial_outage|yellow)$/;
const unhealthy =
  /^(fail|failed|failing|error|down|unhealthy|out_of_service|critical|false|unavailable|major_outage|full_outage|red)$/;

/** Puts a health endpoint's own word (`UP`, `pass`, `OUT_OF_SERVICE`, true) into our three; anything else is unknown. */
export function healthLevel(said: unknown): HealthLevel {
  if (typeof said !== 'string' && typeof said !== 'boolean') return 'unknown';
  const word = String(said)
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  if (healthy.test(word)) return 'healthy';
  if (degraded.test(word)) return 'degraded';
  return unhealthy.test(word) ? 'unhealthy' : 'unknown';
}

const record = z.record(z.string(), z.unknown());
const namedPart = z.looseObject({ name: z.string() });
const partLists = ['services', 'components', 'checks', 'dependencies', 'details', 'info', 'error'] as const;
const statusKeys = ['status', 'state', 'health', 'healthy', 'ok', 'current_status'] as const;

type Part = { name: string; level: HealthLevel };

/**
 * Reads a health body, in the shapes of `{services:{intercom:{status}}}`, the health+json draft, Spring Actuator 1 and
 * 2, Terminus, `{status:"ok"}`, `{ok:true}`, the text `OK`, and an empty 200. Null when it is none of these (HTML, an
 * error page). A 5xx is never healthy, whatever the body says, and a part that is not named is unknown.
 */
export function readHealth(json: unknown, text: string, status: number): HealthReading | null {
  const reading = json === undefined ? readText(text, status) : readJson(json);
  if (reading === null) return null;
  return status >= 500 && reading.overall !== 'degraded' ? { ...reading, overall: 'unhealthy' } : reading;
}

function readText(text: string, status: number): HealthReading | null {
  const level = text.trim() === '' && status < 300 ? 'healthy' : healthLevel(text.slice(0, 40));
  return level === 'unknown' ? null : { overall: level, intercom: 'unknown', failing: [] };
}

function readJson(json: unknown): HealthReading | null {
  const body = record.safeParse(json);
  const top = body.success ? ownLevel(body.data) : healthLevel(json);
  const parts = body.success ? partsOf(body.data) : [];
  if (top === 'unknown' && parts.every(({ level }) => level === 'unknown')) return null;
  const intercom = worst(parts.filter(({ name }) => /intercom/i.test(name)));
  const others = parts.filter(({ name }) => !/intercom/i.test(name));
  const failing = others.filter(({ level }) => level === 'degraded' || level === 'unhealthy');
  return {
    overall: overall(top, intercom, others),
    intercom,
    failing: [...new Set(failing.map(({ name }) => name))].slice(0, 10),
  };
}

/** What the body says of itself counts, but "ok" over a failing part is degraded; without it, the worst part counts. */
function overall(top: HealthLevel, intercom: HealthLevel, others: Part[]): HealthLevel {
  const rest = worst(others);
  if (top === 'healthy') return rest === 'unhealthy' || rest === 'degraded' ? 'degraded' : 'healthy';
  if (top !== 'unknown') return top;
  const all = worst([{ name: 'intercom', level: intercom }, ...others]);
  return all === 'healthy' && intercom === 'unknown' ? 'unknown' : all;
}

function partsOf(body: Record<string, unknown>): Part[] {
  const lists = partLists.flatMap((key) => partsIn(body[key]));
  if (lists.length > 0) return lists;
  return Object.entries(body)
    .slice(0, 100)
    .flatMap(([name, value]) => {
      const inner = record.safeParse(value);
      const level = inner.success ? ownLevel(inner.data) : 'unknown';
      return level === 'unknown' ? [] : [{ name: partName(name), level }];
    });
}

function partsIn(value: unknown): Part[] {
  if (Array.isArray(value)) {
    return value.slice(0, 100).flatMap((one) => {
      const named = namedPart.safeParse(one);
      return named.success ? [{ name: partName(named.data.name), level: partLevel(one) }] : [];
    });
  }
  const map = record.safeParse(value);
  if (!map.success) return [];
  return Object.entries(map.data)
    .slice(0, 100)
    .map(([name, part]) => ({ name: partName(name), level: partLevel(part) }));
}

/** A part's level; the health+json draft gives a list of measurements for each. */
function partLevel(part: unknown): HealthLevel {
  if (Array.isArray(part))
    return worst(part.slice(0, 50).map((one) => ({ name: '', level: partLevel(one) })));
  const inner = record.safeParse(part);
  return inner.success ? ownLevel(inner.data) : healthLevel(part);
}

function ownLevel(body: Record<string, unknown>): HealthLevel {
  const levels = statusKeys.map((key) => healthLevel(body[key]));
  return levels.find((level) => level !== 'unknown') ?? 'unknown';
}

function worst(parts: Part[]): HealthLevel {
  const levels = parts.map(({ level }) => level);
  const order = ['unhealthy', 'degraded', 'healthy'] as const;
  return order.find((level) => levels.includes(level)) ?? 'unknown';
}

/** `intercom:responseTime` is a measurement of the part `intercom`. */
function partName(name: string): string {
  return (name.split(':')[0] ?? name).slice(0, 40);
}
