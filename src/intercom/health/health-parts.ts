import { z } from 'zod';
import { type Key, readKey, speaksOfIntercom } from './health-keys.ts';
import { type HealthStatement, statementsInSentence } from './health-sentences.ts';
import { isWorded, judgeLoosely, judgeStrictly, type Plain } from './health-value.ts';
import { healthOf, isTroubling, type WordedHealth } from './health-words.ts';

/**
 * Where in the body we are. `listed`: among parts, so a name's value is its status. `under`: what the list says about
 * everything in it (`errors`, `healthy`). `named`: each map here says which part it is.
 */
type Place = {
  part: string | null;
  intercom: boolean;
  listed: boolean;
  under: WordedHealth;
  named: boolean;
  /** Among circuit breakers, where open is bad. */
  breaker: boolean;
};

const top: Place = {
  part: null,
  intercom: false,
  listed: false,
  under: 'nothing',
  named: false,
  breaker: false,
};

const record = z.record(z.string(), z.unknown());
/** A part and what is said about it, as a pair in a list: `["intercom", false]`, `["intercom", "error"]`. */
const pairs = z.tuple([
  z.string().max(80),
  z.union([z.boolean(), z.number(), z.null(), z.string().refine((text) => healthOf(text) !== 'nothing')]),
]);
const settled = z.string().regex(/^(?:resolved|closed|completed|cleared|recovered|postmortem)$/i);
/** Fields of the report itself that contain a sentence. */
const prose = /^(?:message|msg|reason|detail|output|summary|text)$/i;
const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** These only wrap the report; a name in them is the service's own. */
const wrappers =
  /^(?:data|results?|payload|response|body|health|health ?checks?|status|report|summary|info|details)$/i;
const nameKeys =
  /(?:name|id|key|component|service|checker|check|label|title|dependency|dep|target|system|provider|resource|integration|type|url|uri|host|endpoint)$/;

/** Everything that a JSON value says about health, wherever it is in the value. */
export function statementsIn(value: unknown, place: Place = top): HealthStatement[] {
  if (Array.isArray(value)) {
    const pair = pairs.safeParse(value).data;
    if (pair !== undefined && place.listed && place.under === 'nothing' && healthOf(pair[0]) === 'nothing')
      return entry(pair[0], pair[1], place);
    return value.flatMap((one) => statementsIn(one, { ...place, listed: true, named: true }));
  }
  const map = record.safeParse(value);
  if (map.success) return inMap(map.data, place);
  const scalar = plain.safeParse(value);
  return scalar.success ? inList(scalar.data, place) : [];
}

function inMap(map: Record<string, unknown>, place: Place): HealthStatement[] {
  const named = place.named ? nameIn(map) : { name: null, intercom: false };
  const here = { ...place, part: place.part ?? named.name, intercom: place.intercom || named.intercom };
  const under = named.name === null ? place.under : 'nothing';
  if (isTroubling(place.under) && isSettled(map)) return [];
  const own = Object.entries(map).flatMap(([key, value]) =>
    entry(key, spelt(map, key) ?? value, { ...here, under }),
  );
  if (under === place.under) return own;
  return [...own, { part: here.part, intercom: here.intercom, reading: place.under }];
}

/** Lists of alerts and incidents keep the ones that are over. */
const isSettled = ({ status, state }: Record<string, unknown>): boolean =>
  settled.safeParse(status ?? state).success;

/** `status: 2` beside `status_name: "critical"`: the word counts, because each library has its own numbers. */
const spelt = (map: Record<string, unknown>, key: string): string | undefined =>
  typeof map[key] === 'number' ? z.string().safeParse(map[`${key}_name`]).data : undefined;

const isEmpty = (value: unknown): boolean => z.strictObject({}).safeParse(value).success;

/** One field of a map. */
function entry(raw: string, value: unknown, at: Place): HealthStatement[] {
  const place = { ...at, breaker: at.breaker || /breaker|circuit/i.test(raw) };
  const key = { ...readKey(raw), breaker: place.breaker };
  const intercom = place.intercom || key.intercom;
  const single = plain.safeParse(value);
  if (single.success) return inField(key, single.data, { ...place, intercom });
  if (key.kind === 'measure' || (key.past && isTroubling(key.means) && !intercom)) return [];
  if (key.intercom && key.kind === 'status' && isEmpty(value))
    return [{ part: key.name, intercom, reading: place.under === 'nothing' ? 'unknown' : place.under }];
  // A map named `fallback` is the alternative, not a sign that it's in use.
  const means = key.name === 'fallback' ? 'nothing' : key.means;
  const under = key.past && isTroubling(means) ? 'degraded' : means;
  const listing = Array.isArray(value) ? means !== 'nothing' : isTroubling(means);
  if (key.kind === 'trouble' || (listing && key.kind !== 'container')) {
    return statementsIn(value, { ...place, intercom, listed: true, named: true, under });
  }
  const grouping = key.kind === 'status' || key.kind === 'container' || key.kind === 'flag';
  if (grouping && !key.intercom) {
    const of = key.kind === 'status' ? 'nothing' : means;
    return statementsIn(value, { ...place, listed: true, named: !wrappers.test(key.name), under: of });
  }
  const part = partName(key, { ...place, intercom });
  return statementsIn(value, { ...place, intercom, part, listed: false, named: true });
}

function inField(own: Key, value: Plain, place: Place): HealthStatement[] {
  const key = underList(own, place.under);
  if (place.intercom) return [strict(key, value, place)];
  const isProse = prose.test(key.name) && place.part === null;
  if (
    typeof value === 'string' &&
    (isProse || (speaksOfIntercom(value) && key.kind !== 'descriptor' && key.kind !== 'measure'))
  )
    return statementsInSentence(value, {
      ...place,
      named: isProse,
      under: key.kind === 'trouble' ? key.means : 'nothing',
    });
  const standing = ['status', 'flag', 'trouble', 'measure'].includes(own.kind);
  const part = place.part ?? (standing || !place.listed ? null : key.name);
  return [
    {
      part: part ?? partOfField(key, standing),
      intercom: false,
      reading: judgeLoosely(key, value, place.listed),
    },
  ];
}

/** Under `errors` or `healthy`, a name's value says whether and what, and its own words don't count. */
function underList(key: Key, under: WordedHealth): Key {
  if (under === 'nothing' || key.kind === 'measure' || key.kind === 'descriptor') return key;
  return { ...key, means: under, kind: isTroubling(under) ? 'trouble' : 'flag' };
}

function strict(key: Key, value: Plain, place: Place): HealthStatement {
  const reading = judgeStrictly(key, value);
  const part = key.intercom || key.kind === 'other' ? partName(key, place) : (place.part ?? 'intercom');
  const firm = key.kind === 'status' || key.kind === 'flag';
  return {
    part,
    intercom: true,
    reading,
    firm,
    worded: reading === 'nothing' && key.kind === 'other' && isWorded(value),
  };
}

/** A word or a sentence in a list: `["intercom: down"]`, or a bare name under `failing`. */
function inList(value: Plain, place: Place): HealthStatement[] {
  if (typeof value === 'string' && (place.intercom || speaksOfIntercom(value)))
    return statementsInSentence(value, { ...place, named: false });
  const { part, under } = place;
  if (typeof value === 'string' && under !== 'nothing') {
    const reading = healthOf(value) === 'healthy' ? 'nothing' : under;
    return [{ part: part ?? value.slice(0, 40), intercom: false, reading }];
  }
  const key = readKey('status');
  if (place.intercom) return [strict(key, value, place)];
  const reading = place === top ? judgeLoosely(key, value, true) : 'nothing';
  return [{ part, intercom: false, reading }];
}

/** `intercom_webhooks` and `intercom: {webhooks}` are the same part. */
function partName(key: Key, { part, intercom }: Place): string {
  if (!intercom) return part ?? key.name;
  return key.intercom || part === null ? key.name : `${part} ${key.name}`;
}

/** `db_status` and `redisOk` name a part together with what they say about it. */
const partOfField = (key: Key, standing: boolean): string | null => {
  const named = key.name.replace(
    /^(?:global|overall)?[ _.-]?(?:status|state|health|ok|up|healthy|alive|reachable|connected)$|[ _.-]?(?:status|state|health|ok|up|healthy|alive|reachable|connected)$/i,
    '',
  );
  if (!standing) return key.name;
  return named === '' || named === key.name || key.kind === 'trouble' ? null : named;
};

function nameIn(map: Record<string, unknown>): { name: string | null; intercom: boolean } {
  const names = Object.entries(map).flatMap(([key, value]) =>
    typeof value === 'string' && nameKeys.test(key.replace(/[\s_-]/g, '').toLowerCase()) ? [value] : [],
  );
  const intercom = names.find(speaksOfIntercom);
  return { name: (intercom ?? names[0])?.slice(0, 40) ?? null, intercom: intercom !== undefined };
}
