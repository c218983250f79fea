import type { Earlier, PersonCommand } from '../../incident/commands.ts';

/**
 * Whether a form says something otherwise than when it was last taken. That counts; what it says as before stays as it
 * has become since. Of what is not known to have been said it does.
 */
export const saysAnew = <Said extends PersonCommand>(
  { said }: Earlier,
  now: Said,
  field: keyof Said & string,
): boolean => said === null || !isSame(said[field], now[field]);

/** Whether two values that were kept say the same; what was not said is as good as nothing. */
export const isSame = (one: unknown, other: unknown): boolean => asJson(one) === asJson(other);

const asJson = (value: unknown): string => JSON.stringify(value ?? null);
