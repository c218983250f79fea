import { type Fields, failure, hasFields, type Rule } from './rules.ts';

type Rules = Readonly<Record<string, Rule>>;

/** A check across the fields of an object that already has the right shape. */
export type Check = (object: Fields, at: string) => readonly string[];

/** An object with all the `required` fields, any of the `optional` ones, and no other. */
export function object(required: Rules, optional: Rules = {}): Rule {
  const known = new Map(Object.entries({ ...required, ...optional }));
  return (value, at) => {
    if (!hasFields(value)) return [failure('must provide an object', at)];
    const given = Object.entries(value).filter(([, field]) => field !== undefined);
    const names = new Set(given.map(([name]) => name));
    const missing = Object.keys(required).filter((name) => !names.has(name));
    return [
      ...missing.map((name) => failure(`missing required field: ${name}`, at)),
      ...given.flatMap(([name, field]) => {
        const rule = known.get(name);
        return rule ? rule(field, `${at}/${name}`) : [failure(`invalid additional property: ${name}`, at)];
      }),
    ];
  };
}

/** An object identified by its `type`; for use in `byType`, which checks the type itself. */
export function typed(required: Rules, optional: Rules = {}): Rule {
  return object({ type: () => [], ...required }, optional);
}

/** One of several kinds of object, chosen by the field `type`. */
export function byType(kinds: Rules): Rule {
  const known = new Map(Object.entries(kinds));
  return (value, at) => {
    if (!hasFields(value)) return [failure('must provide an object', at)];
    if (value.type === undefined) return [failure('missing required field: type', at)];
    if (typeof value.type !== 'string') return [failure('must provide a string', `${at}/type`)];
    const rule = known.get(value.type);
    return rule ? rule(value, at) : [failure(`unsupported type: ${value.type}`, `${at}/type`)];
  };
}

/** A list of `min` to `max` items. If a list is too long, its items aren't checked. */
export function list(item: Rule, { min = 0, max = Number.POSITIVE_INFINITY } = {}): Rule {
  return (value, at) => {
    if (!Array.isArray(value)) return [failure('must provide an array', at)];
    if (value.length < min) return [failure(`must provide at least ${min} items`, at)];
    if (value.length > max) return [failure(`no more than ${max} items allowed`, at)];
    return value.flatMap((entry, index) => item(entry, `${at}/${index}`));
  };
}

/** An object of the right shape that also passes each check. The checks only run on a shape without problems. */
export function checked(rule: Rule, ...checks: readonly Check[]): Rule {
  return (value, at) => {
    const faults = rule(value, at);
    if (faults.length > 0 || !hasFields(value)) return faults;
    return checks.flatMap((check) => check(value, at));
  };
}

/** The same rule, for values where Slack reports the whole value first, then what is wrong in it. */
export function allOf(rule: Rule): Rule {
  return (value, at) => {
    const faults = rule(value, at);
    return faults.length === 0 ? [] : [failure('failed to match all allowed schemas', at), ...faults];
  };
}

/** Exactly one of two fields is given, such as an image's address or its file. "not both" is our own wording. */
export function either(first: string, second: string): Check {
  return (value, at) => {
    const given = [first, second].filter((name) => value[name] !== undefined).length;
    if (given === 0) return [failure(`missing required field: ${first}`, at)];
    return given === 1 ? [] : [failure(`must define either \`${first}\` or \`${second}\`, not both`, at)];
  };
}
