import { speaksOfIntercom } from './health-keys.ts';
import { statementsIn } from './health-parts.ts';
import type { HealthStatement } from './health-sentences.ts';
import { healthOf, plainWords } from './health-words.ts';

/** A proxy's or a load balancer's own words, with nothing behind it. */
const ofAnEdge =
  /^(?:\d{3} )?(?:service (?:temporarily )?unavailable|bad gateway|gateway time ?out|internal server error|no healthy upstream|upstream connect error.*|no server is available.*)$/;

/**
 * Everything that a text says about health: Kubernetes (`[-]etcd failed`), OkComputer (`database: PASSED`), lines of
 * `name: value`, a Prometheus gauge, XML fields, or one short sentence. `failed`: it came with a 5xx, which a proxy or
 * load balancer of ours can also return.
 */
export function statementsInText(text: string, failed: boolean): HealthStatement[] {
  const lines = text
    .replace(/<([\w.-]+)>([^<]*)<\/\1>/g, '\n$1: $2\n')
    .replace(/<[^<>]*>/g, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const fields = lines.map(fieldIn);
  if (lines.length === 1 && fields[0] === null) return inSentence(lines[0] ?? '', failed);
  return lines.flatMap((line, i) => {
    const field = fields[i];
    if (field) return statementsIn({ [field.container]: { [field.name]: field.value } });
    return speaksOfIntercom(line) || line.length < 40 ? statementsIn([line]).concat(ofWhole(line)) : [];
  });
}

/**
 * What an HTML page says: Rails' `/up` is a color (its HealthController), Laravel's a heading (its health-up view). Any
 * other page counts only if it says that Intercom isn't healthy.
 */
export function statementsInHtml(html: string): HealthStatement[] {
  const color = /^.{0,200}?background(?:-color)?: ?(green|red)\b/is.exec(html)?.[1] ?? null;
  if (color !== null) return [whole(color)];
  if (/\bapplication up\b/i.test(html)) return [whole('up')];
  if (/\bapplication experiencing problems\b/i.test(html)) return [whole('down')];
  return statementsInText(withoutScripts(html), true).filter(
    ({ intercom, reading }) => intercom && (reading === 'unhealthy' || reading === 'degraded'),
  );
}

/** Many pages contain the Messenger's own snippet, which mentions Intercom. */
function withoutScripts(html: string): string {
  const [before = '', ...scripts] = html.split(/<script\b/i);
  return [before, ...scripts.map((one) => one.split(/<\/script>/i)[1] ?? '')].join('\n');
}

const whole = (word: string): HealthStatement => ({ part: null, intercom: false, reading: healthOf(word) });

function inSentence(line: string, failed: boolean): HealthStatement[] {
  if (line.length > 200 || (failed && ofAnEdge.test(plainWords(line)))) return [];
  return speaksOfIntercom(line) ? [...statementsIn([line]), ...ofWhole(line)] : [whole(line)];
}

/** `OK - …` and `healthz check failed` are about the whole. */
function ofWhole(line: string): HealthStatement[] {
  const begins = /^(ok|warning|critical|degraded|healthy|unhealthy|up|down)\b/i.exec(line)?.[1];
  const ends = /^\w+z? check (passed|failed)$/i.exec(line)?.[1];
  const word = begins ?? ends;
  return word === undefined ? [] : [whole(word)];
}

type Field = { container: string; name: string; value: string | number };

function fieldIn(line: string): Field | null {
  const sign = /^\[([+-])\]\s*(.+?)(?: (ok|failed\b.*))?$/i.exec(line);
  if (sign) return { container: 'checks', name: sign[2] ?? '', value: sign[1] === '+' ? 'ok' : 'failed' };
  const gauge = /^([a-z_][\w:]*)(?:\{[^}]*\})?\s+(-?\d+(?:\.\d+)?)$/i.exec(line);
  if (gauge) return { container: 'metrics', name: gauge[1] ?? '', value: Number(gauge[2]) };
  const field = /^([\w][\w ./-]{0,40}?)\s*[:=]\s*(.+)$/.exec(line);
  return field ? { container: 'data', name: field[1] ?? '', value: field[2] ?? '' } : null;
}
