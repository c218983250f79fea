import type { Earlier, PersonCommand } from '../../incident/commands.ts';

/**
 * Whether a form's value differs from when it was last accepted. If so, it counts; an unchanged value stays as it is
 * by now. If the earlier value isn't known, it counts.
 */
export const saysAnew = <Said extends PersonCommand>(
  { submitted }: Earlier,
  now: Said,
  field: keyof Said & string,
): boolean => submitted === null || !isSame(submitted[field], now[field]);

/**
 * Whether a person changed a field of a form that was opened with its current value; `kept`: what the command calls it.
 * A form that is submitted again is compared with what it said then.
 */
export const isChanged = <
  Field extends string,
  Form extends PersonCommand & { untouched?: readonly Field[] },
>(
  { command, earlier }: { readonly command: Form; readonly earlier?: Earlier | null },
  field: Field,
  kept: keyof Form & string,
): boolean => (earlier?.submitted ? saysAnew(earlier, command, kept) : !command.untouched?.includes(field));

/** Whether two stored values are equal; a value that wasn't given equals none. */
export const isSame = (one: unknown, other: unknown): boolean => asJson(one) === asJson(other);

const asJson = (value: unknown): string => JSON.stringify(value ?? null);
