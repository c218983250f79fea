import type { Json } from '../../slack/json.ts';

/** The value with JSON that is sent as text, such as the `blocks` in a form, parsed; text that isn't JSON stays. */
export function expanded(value: Json): Json {
  if (typeof value === 'string') return fromText(value);
  if (Array.isArray(value)) return value.map(expanded);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expanded(inner)]));
}

function fromText(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return expanded(JSON.parse(text));
  } catch {
    return text;
  }
}
