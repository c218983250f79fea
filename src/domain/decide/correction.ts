import type { PersonCommand } from '../incident/commands.ts';

/**
 * A form as it was last taken, for one that comes again with other words: what its command said (null: it was taken by
 * a version that did not keep that), and the incident's last event by then (null: the same).
 */
export type Earlier = {
  readonly said: Readonly<Record<string, unknown>> | null;
  readonly seq: number | null;
};

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
