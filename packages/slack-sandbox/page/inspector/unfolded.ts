import type { Json } from '../../slack/json.ts';

/** The value with JSON that travels as text, such as the `blocks` of a form, read; text that is no JSON stays. */
export function unfolded(value: Json): Json {
  if (typeof value === 'string') return fromText(value);
  if (Array.isArray(value)) return value.map(unfolded);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unfolded(inner)]));
}

function fromText(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return unfolded(JSON.parse(text));
  } catch {
    return text;
  }
}
