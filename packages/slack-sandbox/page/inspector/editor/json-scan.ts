/** Where a JSON text stops being JSON (`at`, in UTF-16 units from 0), and what is wrong there. */
export type JsonFault = { readonly at: number; readonly why: string };

/** The places of a JSON text's values by JSON pointer, or its first syntax error. */
export type Scan =
  | { readonly ok: true; readonly places: ReadonlyMap<string, number> }
  | { readonly ok: false; readonly fault: JsonFault };

class Stop extends Error {
  readonly fault: JsonFault;

  constructor(at: number, why: string) {
    super(why);
    this.fault = { at, why };
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const deepest = 200;

/** Scans a JSON text. Browsers word and place their own errors differently, often without a place. */
export function scanJson(text: string): Scan {
  const places = new Map<string, number>();
  try {
    const end = skip(text, value(text, skip(text, 0), '', places, 0));
    if (end < text.length) throw new Stop(end, 'unexpected text after the end of the JSON');
    return { ok: true, places };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, fault: error.fault };
    throw error;
  }
}

type Places = Map<string, number>;

/** Each reader takes the position where it starts, and returns the one after its end. */
function value(text: string, at: number, pointer: string, places: Places, depth: number): number {
  places.set(pointer, at);
  if (depth > deepest) throw new Stop(at, `nested more than ${deepest} levels deep`);
  const first = text[at];
  if (first === '{') return object(text, at, pointer, places, depth + 1);
  if (first === '[') return array(text, at, pointer, places, depth + 1);
  if (first === '"') return string(text, at);
  const end = matched(number, text, at) ?? matched(word, text, at);
  if (end === null) throw new Stop(at, at < text.length ? 'expected a value' : 'the text ends too soon');
  return end;
}

function object(text: string, start: number, pointer: string, places: Places, depth: number): number {
  let at = skip(text, start + 1);
  if (text[at] === '}') return at + 1;
  for (;;) {
    if (text[at] !== '"') throw new Stop(at, 'expected a name in double quotes');
    const end = string(text, at);
    const name: string = JSON.parse(text.slice(at, end));
    at = expected(text, skip(text, end), ':');
    const inner = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    at = skip(text, value(text, skip(text, at), inner, places, depth));
    if (text[at] === '}') return at + 1;
    at = skip(text, expected(text, at, ',', '}'));
  }
}

function array(text: string, start: number, pointer: string, places: Places, depth: number): number {
  let at = skip(text, start + 1);
  if (text[at] === ']') return at + 1;
  for (let index = 0; ; index += 1) {
    at = skip(text, value(text, at, `${pointer}/${index}`, places, depth));
    if (text[at] === ']') return at + 1;
    at = skip(text, expected(text, at, ',', ']'));
  }
}

function string(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '"') return at + 1;
    if (char < ' ') throw new Stop(at, 'write line breaks and tabs in strings as \\n and \\t');
    if (char !== '\\') at += 1;
    else {
      const end = matched(escaped, text, at);
      if (end === null) throw new Stop(at, 'invalid escape');
      at = end;
    }
  }
  throw new Stop(start, 'missing closing quote');
}

function expected(text: string, at: number, mark: string, other?: string): number {
  if (text[at] === mark) return at + 1;
  throw new Stop(at, `${other === undefined ? mark : `${mark} or ${other}`} is expected`);
}

function skip(text: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at += 1;
  return at;
}

function matched(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
