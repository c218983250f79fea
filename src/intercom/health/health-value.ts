import type { Key } from './health-keys.ts';
import { healthOf, isTroubling, saidByStatus, type WordedHealth } from './health-words.ts';

/** A value that is neither a list nor a map. */
export type Plain = string | number | boolean | null;

/**
 * What a field about Intercom says. Anything in the place of a status that isn't clearly good counts as bad; numbers,
 * times, and names say nothing.
 */
export function judgeStrictly(key: Key, value: Plain): WordedHealth {
  if (typeof value === 'boolean') return judgeBoolean(key, value);
  const figure = typeof value === 'string' ? figureIn(value) : value;
  if (typeof figure === 'number') return judgeNumber(key, figure);
  if (typeof value === 'number' || key.kind === 'descriptor') return 'nothing';
  const reading = value === null ? 'unknown' : (saidOfBreaker(key, value) ?? saidOf(value));
  if (key.kind === 'measure') return reading === 'unhealthy' || reading === 'degraded' ? reading : 'nothing';
  if (key.kind === 'status' || key.kind === 'flag')
    return reading === 'nothing' && isWorded(value) ? 'unhealthy' : reading;
  if (isTroubling(key.means)) {
    if (key.past && value !== null && !isWorded(value)) return 'nothing';
    return denies(value, reading) ? 'healthy' : eased(key);
  }
  return reading === 'unknown' ? 'nothing' : reading;
}

/**
 * What a field about anything else says. Services put much into such a body that isn't a status, so a field counts only
 * if its name makes it one or if it's listed, and no numbers count but HTTP statuses.
 */
export function judgeLoosely(key: Key, value: Plain, listed: boolean): WordedHealth {
  const asStatus = key.kind === 'status' || key.kind === 'flag' || listed;
  if (typeof value === 'boolean') {
    if (asStatus && key.kind !== 'measure')
      return judgeBoolean(key.kind === 'other' ? { ...key, kind: 'status' } : key, value);
    return value && isTroubling(key.means) && key.kind !== 'measure' ? key.means : 'nothing';
  }
  if (typeof value === 'number') {
    const figure = key.kind === 'flag' && value > 1;
    return key.kind === 'status' || key.kind === 'flag'
      ? figure
        ? 'nothing'
        : judgeNumber(key, value)
      : 'nothing';
  }
  if (key.kind === 'trouble') {
    return value === null || key.past || denies(value, saidOf(value)) ? 'nothing' : 'unhealthy';
  }
  if (value === null || key.kind === 'measure' || key.kind === 'descriptor') return 'nothing';
  const reading = saidOf(value);
  if (asStatus) return reading;
  const short = value.trim().split(/[\s_-]+/).length <= 2 && !isTroubling(key.means);
  return short && isTroubling(reading) ? reading : 'nothing';
}

/** Whether a text is a word to interpret, and not a number, a time, a version, or an address. */
export function isWorded(value: Plain): boolean {
  if (typeof value !== 'string') return false;
  return !/^\s*(?:https?:\/\/\S+|v?[\d.,:+TZ-]+ ?(?:ms|s|m|h|%|[kmg]?b)?)\s*$/i.test(value);
}

/** What a part can do: `canWrite`, `read`. */
const ability = /^(?:can[A-Z_-].*|(?:read|write|send|receive|search|fetch|post)(?:able)?)$/;

function judgeBoolean({ kind, means, name }: Key, value: boolean): WordedHealth {
  // How important a part is, not how it is doing.
  if (/^(?:is)?critical$/i.test(name)) return 'nothing';
  if (means === 'unknown') return value ? 'unknown' : 'nothing';
  if (isTroubling(means)) return value ? means : 'healthy';
  if (
    means === 'healthy' ||
    kind === 'status' ||
    kind === 'flag' ||
    kind === 'descriptor' ||
    kind === 'container' ||
    ability.test(name)
  )
    return value ? 'healthy' : 'unhealthy';
  return 'nothing';
}

function judgeNumber(key: Key, value: number): WordedHealth {
  if (/rate$|ratio$|availability$/i.test(key.name)) return judgeShare(key, value);
  if (key.kind === 'measure') return 'nothing';
  if (key.kind === 'status' || key.kind === 'flag') return judgeState(key, value);
  if (!isTroubling(key.means)) return 'nothing';
  return value > 0 ? 'degraded' : 'healthy';
}

/**
 * 1 and 0, an HTTP status, 100 of 100. A code of 0 is good or bad depending on its maker; other numbers aren't good.
 */
function judgeState({ name, means }: Key, value: number): WordedHealth {
  if (value === 0) return /code$/i.test(name) ? 'nothing' : 'unhealthy';
  if (value === 1 || (value === 100 && /health$/i.test(name))) return 'healthy';
  if (value >= 200 && value < 600) return value < 300 || value >= 400 ? saidByStatus(value) : 'unknown';
  return value < 0 || (/status|state/i.test(name) && means === 'nothing') ? 'unhealthy' : 'unknown';
}

/** A share of 1 or of 100, of failures or of successes: less than 5% failures says nothing. */
function judgeShare({ means }: Key, value: number): WordedHealth {
  const share = value > 1 ? value / 100 : value;
  const failing = isTroubling(means) ? share : 1 - share;
  if (!isTroubling(means) && means !== 'healthy') return 'nothing';
  if (failing >= 0.5) return 'unhealthy';
  return failing >= 0.05 ? 'degraded' : 'nothing';
}

const saidOf = (value: string): WordedHealth =>
  isWorded(value) || value.trim() === '' ? healthOf(value) : 'nothing';

/** `state: "CLOSED"` is a circuit breaker that lets everything through; elsewhere "closed" can mean anything. */
function saidOfBreaker({ name, breaker }: Key, value: string): WordedHealth | null {
  // A breaker that is switched off lets everything through, too (Resilience4j: DISABLED, METRICS_ONLY).
  if (breaker === true && /^\s*(?:disabled|metrics_only)\s*$/i.test(value)) return 'healthy';
  if (!/^\s*(?:open|closed)\s*$/i.test(value)) return null;
  if (breaker !== true && !/state|circuit|breaker/i.test(name)) return null;
  return healthOf(`circuit ${value.trim()}`);
}

/** A number written as text: `"503"`, `"-1.0%"`. */
function figureIn(value: string): number | null {
  const figure = /^\s*(-?\d+(?:\.\d+)?) ?%?\s*$/.exec(value)?.[1];
  return figure === undefined ? null : Number(figure);
}

/** `error: "none"`, `errors: "0"`: the field is there, but not what it's for. */
function denies(value: string | null, reading: WordedHealth): boolean {
  return (
    value === null || reading === 'healthy' || /^\s*(?:|0|no|none|false|null|nil|n\/a|-+)\s*$/i.test(value)
  );
}

/** Something that went wrong earlier is no more than a warning. */
const eased = ({ means, past }: Key): WordedHealth => (past ? 'degraded' : means);
