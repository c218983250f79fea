/** A property of a value of any kind; undefined if there is none. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** A method of a value of any kind, bound to it; null if there is none. */
export function method(value: unknown, name: string): ((...args: unknown[]) => unknown) | null {
  const found = field(value, name);
  return typeof found === 'function' ? (...args) => Reflect.apply(found, value, args) : null;
}
