import { z } from 'zod';
import { type IncidentId, incidentIdSchema } from '../domain/incident/ids.ts';
import { parseJson } from '../domain/text/parse-json.ts';

/** How something is looked for: in a message or in the form of the Home tab, and with which command. */
const placeSchema = z.enum(['find', 'list', 'form']);
export type FindPlace = z.infer<typeof placeSchema>;

/** A page of what was found: what was typed, and where each page so far begins (below that number); the last is this one. */
export type FindPage = {
  readonly place: FindPlace;
  readonly typed: string;
  readonly starts: readonly IncidentId[];
};

const valueSchema = z.tuple([placeSchema, z.string(), z.array(incidentIdSchema)]);

/** The value of a button that turns the page. */
export const findValue = ({ place, typed, starts }: FindPage): string =>
  JSON.stringify([place, typed, starts]);

/** Reads that value; null if the bot didn't write it. */
export function readFindValue(value: string): FindPage | null {
  const [place, typed, starts] = valueSchema.safeParse(parseJson(value)).data ?? [];
  return place === undefined || typed === undefined ? null : { place, typed, starts: starts ?? [] };
}
