import { z } from 'zod';

/** The arguments of a request as received: strings from forms and queries, any value from JSON bodies. */
export type RawArgs = Readonly<Record<string, unknown>>;

/** Text; numbers are accepted as text. Can be empty. */
export const text = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string());

/** Text that is not empty, such as an id. */
export const word = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().min(1),
);

/** `true`, `1`, `false`, `0` or a JSON boolean. */
export const flag = z.preprocess((value) => {
  if (value === 'true' || value === '1' || value === 1) return true;
  return value === 'false' || value === '0' || value === 0 || value === '' ? false : value;
}, z.boolean());

/** A whole number; can be given as text. */
export const wholeNumber = z.preprocess(
  (value) => (typeof value === 'string' && /^-?\d+$/u.test(value) ? Number(value) : value),
  z.int(),
);

/** A list of words: comma-separated, or a JSON list. */
export const words = z.preprocess(
  (value) => {
    const read = fromJson(value);
    if (typeof read === 'string') return read.split(',').map((part) => part.trim());
    return read;
  },
  z.array(z.string().min(1)),
);

/** A value that forms carry as a JSON string; a string that isn't JSON stays as it is. */
export const structured = z.preprocess(fromJson, z.unknown());

/** Parses the argument as JSON, if it's a string that contains some. */
export function fromJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    const read: unknown = JSON.parse(value);
    return typeof read === 'object' ? read : value;
  } catch {
    return value;
  }
}
