import type { PayloadKind } from '../../packages/slack-sandbox/slack/deliver/transport.ts';
import type { Json, JsonObject } from '../../packages/slack-sandbox/slack/json.ts';
import type { Random } from './random.ts';
import type { Recording } from './recording.ts';

/** A payload to send: as JSON, and the kind it's sent as. `steps`: what was done to it, for the report. */
export type Mutant = { readonly kind: PayloadKind; readonly json: string; readonly steps: readonly string[] };

const texts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202eP1 nepo',
  '🔥'.repeat(2_000),
  'ﷺ'.repeat(500),
  '<!channel> <@U00000CAROL> <https://evil.example|x>',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "'; DROP TABLE events; --",
  '{"incident":1}',
  '{"incident":1,"channel":"C000RANDOM1","proposal":null}',
  '1e309',
  'NaN',
  '-1',
  '9007199254740993',
  'note\nnote',
  'open P1 \u0007',
];
const junk: readonly Json[] = [null, true, false, 0, -1, 1.5, 1e308, 9007199254740992, [], {}, [null], [[]]];
const huge = (random: Random): Json =>
  random.pick(['x', '<&>', '\\', '🔥', '\n']).repeat(20_000 + random.below(60_000));
const deep = (depth: number): Json => {
  let inner: Json = 1;
  for (let level = 0; level < depth; level += 1) inner = level % 2 ? [inner] : { a: inner };
  return inner;
};

type Spot = { readonly in: Json[] | JsonObject; readonly key: string | number };

/** Every place in a payload, excluding JSON in strings. */
function spots(value: Json, found: Spot[] = []): Spot[] {
  if (Array.isArray(value))
    value.forEach((each, key) => {
      found.push({ in: value, key });
      spots(each, found);
    });
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value)) {
      found.push({ in: value, key });
      if (each !== undefined) spots(each, found);
    }
  return found;
}

const read = (spot: Spot): Json => Reflect.get(spot.in, spot.key) ?? null;
const write = (spot: Spot, value: Json): void => {
  Reflect.set(spot.in, spot.key, value);
};

type Step = (spot: Spot, random: Random, from: Recording) => void;

const steps: Readonly<Record<string, Step>> = {
  drop(spot) {
    if (Array.isArray(spot.in)) spot.in.splice(Number(spot.key), 1);
    else Reflect.deleteProperty(spot.in, spot.key);
  },
  junk: (spot, random) => write(spot, structuredClone(random.pick(junk))),
  text: (spot, random) => write(spot, random.pick(texts)),
  huge: (spot, random) => write(spot, random.chance(0.2) ? huge(random) : 'x'.repeat(3_001)),
  deep: (spot, random) => write(spot, deep(random.chance(0.2) ? 1_500 : 20)),
  nest: (spot, random) => write(spot, random.chance(0.5) ? [read(spot)] : { value: read(spot) }),
  id: (spot, random, from) => write(spot, random.pick(from.ids)),
  number: (spot, random) => write(spot, random.pick([1, 2, 3, 1e15, -5, 0.1])),
  swap(spot, random, from) {
    const other = random.pick(spots(structuredClone(random.pick(from.samples).payload)));
    write(spot, read(other));
  },
  repeat(spot) {
    if (Array.isArray(spot.in)) spot.in.push(structuredClone(read(spot)));
    else write(spot, [read(spot), read(spot)]);
  },
  merge(spot, random, from) {
    if (!Array.isArray(spot.in)) Object.assign(spot.in, structuredClone(random.pick(from.samples).payload));
  },
  keys(spot) {
    if (!Array.isArray(spot.in)) for (let i = 0; i < 500; i += 1) spot.in[`k${i}`] = i;
  },
  inside(spot, random) {
    const value = read(spot);
    if (typeof value !== 'string' || value === '') return;
    const at = random.below(value.length);
    write(spot, `${value.slice(0, at)}${random.pick(texts)}${value.slice(at + random.below(3))}`);
  },
};
const names = Object.keys(steps);

/** Keys by which the bot recognizes a payload it has already had. */
const identity: ReadonlySet<string> = new Set(['trigger_id', 'action_ts', 'event_id', 'hash']);

/** The `index`-th mutant of a recording: a real payload with some parts changed. */
export function mutate(random: Random, from: Recording, index: number): Mutant {
  const { kind, payload: original } = random.pick(from.samples);
  const payload: JsonObject = structuredClone(original);
  const done: string[] = [];
  // Otherwise most of them would already be known, and go no further.
  if (random.chance(0.8))
    for (const spot of spots(payload))
      if (identity.has(String(spot.key)))
        write(spot, `${1_795_000_000 + index}.${String(index).padStart(6, '0')}`);
  for (let left = random.below(4); left >= 0; left -= 1) {
    const name = random.pick(names);
    const all = spots(payload);
    if (all.length === 0) break;
    const spot = random.pick(all);
    steps[name]?.(spot, random, from);
    done.push(`${name} ${spot.key}`);
  }
  return { kind, json: texted(random, JSON.stringify(payload), done), steps: done };
}

/** What only text can have: a duplicate key, `__proto__` as a key, a premature end. */
function texted(random: Random, json: string, done: string[]): string {
  const way = random.next();
  if (way < 0.9) return json;
  const start = json.startsWith('{') ? 1 : 0;
  done.push(way < 0.93 ? 'proto' : way < 0.96 ? 'twice' : way < 0.98 ? 'cut' : 'byte');
  if (way < 0.93)
    return `{"__proto__":{"type":"block_actions","admin":true},"constructor":{"prototype":{}},${json.slice(start)}`;
  if (way < 0.96) return `{"type":"view_submission","user":{"id":"U00000ALICE"},${json.slice(start)}`;
  const at = random.below(json.length);
  return way < 0.98 ? json.slice(0, at) : `${json.slice(0, at)}\ufffd"${json.slice(at + 1)}`;
}
