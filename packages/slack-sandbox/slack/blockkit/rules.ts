/**
 * A rule says what is wrong with a JSON value: one sentence per problem, none if it's fine. `at` is the JSON pointer of
 * the value. The sentences are Slack's own (Slack: github.com/slackhq/hack-json-schema, whose words its Web API
 * returns) unless a comment says otherwise. For numbers, Slack says "less than" and "greater than" limits that are
 * themselves allowed.
 */
export type Rule = (value: unknown, at: string) => readonly string[];

/** A JSON object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** One problem with its place, as Slack writes it: `must be a boolean [json-pointer:/blocks/0/expand]`. */
export function failure(message: string, at: string): string {
  return `${message} [json-pointer:${at}]`;
}

/** Whether the value is a JSON object, and so neither a list nor null. */
export function hasFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it's a list; otherwise an empty list. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The length of a text as Slack counts it: Unicode code points, so an emoji is one character. */
export function codePoints(text: string): number {
  return Array.from(text).length;
}

/** A text of `min` to `max` code points. */
export function string({ min = 0, max = Number.POSITIVE_INFINITY } = {}): Rule {
  return (value, at) => {
    if (typeof value !== 'string') return [failure('must provide a string', at)];
    const length = codePoints(value);
    if (length < min) return [failure(`must be more than ${min - 1} characters`, at)];
    if (length > max) return [failure(`must be less than ${max + 1} characters`, at)];
    return [];
  };
}

/** A text that `accepts` recognizes; `message` is the problem otherwise. */
export function stringLike(message: string, accepts: (text: string) => boolean): Rule {
  return (value, at) => {
    if (typeof value !== 'string') return [failure('must provide a string', at)];
    return accepts(value) ? [] : [failure(message, at)];
  };
}

/** One of a few fixed texts. */
export function oneOf(...allowed: readonly string[]): Rule {
  return (value, at) => {
    if (typeof value !== 'string') return [failure('must provide a string', at)];
    return allowed.includes(value) ? [] : [failure('must be a valid enum value', at)];
  };
}

/** A whole number from `min` to `max`, both allowed. */
export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Rule {
  return (value, at) => {
    if (!Number.isInteger(value)) return [failure('must provide an integer', at)];
    if (Number(value) < min) return [failure(`must be greater than ${min}`, at)];
    if (Number(value) > max) return [failure(`must be less than ${max}`, at)];
    return [];
  };
}

/** Any number. */
export const number: Rule = (value, at) =>
  typeof value === 'number' ? [] : [failure('must provide a number', at)];

/** True or false. */
export const boolean: Rule = (value, at) =>
  typeof value === 'boolean' ? [] : [failure('must be a boolean', at)];

/** An object with any fields. */
export const anyObject: Rule = (value, at) =>
  hasFields(value) ? [] : [failure('must provide an object', at)];
