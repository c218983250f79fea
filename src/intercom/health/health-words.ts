import type { HealthLevel } from '../../domain/triage/observation.ts';
import { meantBy } from './health-meaning.ts';
import { bad, degraded, good, unsure } from './health-vocabulary.ts';

/** What words say about a thing's health; `nothing` if they are about something else. */
export type WordedHealth = HealthLevel | 'nothing';

/** Counts only as the whole text: signs, and words that mean something else in a sentence. */
const whole: readonly (readonly [WordedHealth, RegExp])[] = [
  ['healthy', /^(?:true|yes|y|on|green|🟢|✅|✔️?|✓|👍|💚)$/u],
  ['degraded', /^(?:yellow|amber|orange|minor|🟡|🟠|⚠️?)$/u],
  ['unhealthy', /^(?:false|no|n|off|red|nope|negative|major|🔴|❌|✖️?|✗|👎|💀|🚨)$/u],
  ['unknown', /^(?:|null|nil|none|n a|open|closed|-+|\?+)$/],
];

const code =
  /(?:^|\b(?:https?(?: \d(?:\.\d)?)?|status|code|got|with|returned|received|answered)[ :=]*)([1-5]\d\d)\b(?! ?(?:ms|s|%|[kmg]?b)\b)/;
const startsDegraded = new RegExp(`^${degraded}\\b`);
const words: readonly (readonly [WordedHealth, RegExp])[] = [
  ['unhealthy', new RegExp(`\\b${bad}\\b|[❌🔴🚨]`, 'u')],
  ['degraded', new RegExp(`\\b${degraded}\\b|[⚠🟡🟠]`, 'u')],
  ['unknown', new RegExp(`\\b${unsure}\\b`)],
  ['healthy', new RegExp(`\\b${good}\\b|[✅🟢]`, 'u')],
];

/**
 * What a word or a sentence says about health: `UP`, `CIRCUIT_OPEN`, `no errors`, `not responding`, `HTTP 401`. If
 * there are good and bad words, the worse count, but a sentence that starts with `degraded`, `slow`, or the like is no
 * worse than that.
 */
export function healthOf(text: string): WordedHealth {
  const plain = plainWords(text);
  const exact = whole.find(([, test]) => test.test(plain));
  if (exact !== undefined) return exact[0];
  const meant = meantBy(plain);
  if (startsDegraded.test(meant)) return 'degraded';
  const worded = words.find(([, test]) => test.test(meant))?.[0] ?? 'nothing';
  const status = code.exec(meant)?.[1];
  const coded = status === undefined ? 'nothing' : saidByStatus(Number(status));
  return worst([worded, coded]);
}

/** What an HTTP status says about its sender; a 429 is a limit, not a fault. */
export function saidByStatus(status: number): WordedHealth {
  if (status >= 200 && status < 300) return 'healthy';
  if (status === 429) return 'degraded';
  return status >= 400 && status < 600 ? 'unhealthy' : 'nothing';
}

/** The worst of them: bad before degraded before unknown before good. */
export function worst(all: readonly WordedHealth[]): WordedHealth {
  const order = ['unhealthy', 'degraded', 'unknown', 'healthy'] as const;
  return order.find((level) => all.includes(level)) ?? 'nothing';
}

/** Not healthy, whether wholly or in part. */
export const isTroubling = (reading: string): reading is 'unhealthy' | 'degraded' =>
  reading === 'unhealthy' || reading === 'degraded';

const spelt = /\b(is|are|was|has|have|does|did|could|would|wo|ca)n['’]t\b/g;

/** Lower case, one space between words, however they were joined: `OutOfService`, `half-open`, `CIRCUIT_OPEN`. */
export function plainWords(text: string): string {
  return text
    .slice(0, 500)
    .replace(/https?:\/\/\S+/gi, ' ')
    .replace(/\b\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?/gi, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(spelt, '$1nt')
    .replace(/(?<![\d/.])(\d{1,6})\/(\d{1,6})(?![\d/.])/g, '$1 of $2')
    .replace(/(?<=\w)[_/\\-]+(?=\w)/g, ' ')
    .replace(/_/g, ' ')
    .replace(/["'`“”]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.!]+|[\s.!]+$/g, '');
}
