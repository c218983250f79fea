import { healthOf, plainWords, type WordedHealth } from './health-words.ts';

/**
 * What a field's name says before its value is read. `means`: what `true` would say about health there; `nothing` if
 * the value speaks for itself. `past`: it's about an earlier time.
 *
 * - `status`: the value is the status itself (`status`, `intercom-api`, `intercom_state`)
 * - `flag`: the value says whether (`ok`, `isIntercomReachable`)
 * - `trouble`: what is listed there isn't healthy (`errors`, `failed_checks`)
 * - `container`: it only holds parts (`services`, `checks`, `data`)
 * - `measure`: a number, a time, a version; `descriptor`: which thing it is
 */
export type Key = {
  kind: 'status' | 'flag' | 'trouble' | 'container' | 'measure' | 'descriptor' | 'other';
  name: string;
  intercom: boolean;
  means: WordedHealth;
  past: boolean;
  /** It's among circuit breakers. */
  breaker?: boolean;
};

const measures =
  /\b(?:versions?|up ?time|times?|timestamp|date|at|ms|millis|milliseconds|seconds|secs?|minutes|latenc(?:y|ies)|duration|elapsed|took|threshold|max|min|total|interval|ttl|urls?|uri|links?|level|value|percent(?:age)?|budget|after|before|features?|flags|severity|priority|urgency|build|git|sha|commit|expires|tags)$|\b(?:threshold|timestamp|latency|duration)\b|^(?:rate limit|x rate limit|limit|remaining|reset|docs|runbook|help|hint|timeout)\b|^(?:version|time|max|min) /;
const descriptors =
  /\b(?:log(?:ging)? level|verbosity|name|title|label|id|uuid|key|type|class|component|service|checker|check|dependency|dep|target|system|provider|resource|host|hostname|node|endpoint|path|port|region|env|environment|workspace|app|plan|unit|owner|branch|agent|server|mode|colou?r|strategy|policy|profile)$/;
const containers =
  /^(?:services?|components?|checks?|check results|dependenc(?:y|ies)|integrations?|entries|results|details|info|data|healthchecks?|health checks?|statuses|states|payload|response|body|subsystems|systems?|parts|modules|providers|probes|monitors|indicators|resources|upstreams?|downstreams?|externals?|third part(?:y|ies)|connections?|connectors?|apps|items|list|report|summary|attributes|diagnostics|meta|metadata|metrics|default)$/;
const statuses =
  /^(?:(?:current|overall|global|last|latest|health|http|api) )*(?:status|state|health|result|outcome|condition|status code|code|verdict)$|^https?$/;
const flags =
  /^(?:ok(?:ay)?|ping|up|healthy|alive|live|ready|reachable|connected|available|online|working|operational|success(?:ful)?|passed|pass|running|serving)$/;
const troubles =
  /^(?:errors?(?: (?:message|text|details?|description|code|reason))?|fail(?:ed|ing|ures?)(?: (?:checks?|services|components|parts|dependenc(?:y|ies)|integrations?))?|exceptions?|down|unhealthy|problems?|issues?|critical|fatal|outages?|unavailable|offline|broken|incidents|alerts)$/;
/** Words around the name of a thing that don't change what is said about it. */
const fillers =
  /\b(?:is|has|are|was|the|our|currently|current|backend|service|integration|connection|connectivity|connector|client|api|rest|check|monitor|probe|upstream|io|me)\b/g;

/** Whether a text mentions Intercom, and not something intercompany. */
export const speaksOfIntercom = (text: string): boolean => /intercom(?!m|p)/i.test(text);

/** Reads a field's name: `intercomOk`, `intercom:responseTime`, `failed_checks`, `lastError`. */
export function readKey(raw: string): Key {
  const name = (raw.replace(/^https?:\/\//i, '').split(':')[0] ?? raw).slice(0, 40);
  const intercom = speaksOfIntercom(raw);
  const rest = tidy(plainWords(name.replaceAll('.', ' ')).replaceAll('intercom', ' '));
  const core = tidy(rest.replace(fillers, ' '));
  const means = rest === '' ? 'nothing' : healthOf(rest);
  const past = /\b(?:last|previous|recent|past)\b/.test(rest);
  return { kind: kindOf(rest, core, { intercom, means }), name, intercom, means, past };
}

function kindOf(
  rest: string,
  core: string,
  { intercom, means }: Pick<Key, 'intercom' | 'means'>,
): Key['kind'] {
  if (measures.test(rest) && !/^log(?:ging)? level$/.test(rest)) return 'measure';
  if (statuses.test(core) || (intercom && core === '')) return 'status';
  if (flags.test(core)) return 'flag';
  if (troubles.test(core)) return 'trouble';
  if (containers.test(rest)) return 'container';
  const telling = means === 'unhealthy' || means === 'degraded';
  return descriptors.test(rest) && !telling ? 'descriptor' : 'other';
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
