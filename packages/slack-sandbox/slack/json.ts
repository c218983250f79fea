import { z } from 'zod';

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A JSON object: the form in which blocks, views, events, and responses are kept and sent. */
export type JsonObject = { [key: string]: Json };

/** Reads a JSON object of any shape. */
export const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/** Reads a list of JSON objects, such as blocks. */
export const jsonObjects: z.ZodType<JsonObject[]> = z.array(jsonObject);

/** The object without its undefined fields, since JSON has no such value. */
export function present(fields: Record<string, Json | undefined>): JsonObject {
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) kept[key] = value;
  return kept;
}

/** A deep copy, so that what was sent or recorded does not change afterwards. */
export function copy<T extends Json>(value: T): T {
  return structuredClone(value);
}
