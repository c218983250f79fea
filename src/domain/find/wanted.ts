import { tellingVerdict } from '../incident/diagnoses.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import type { Severity } from '../incident/severity.ts';
import type { Status } from '../incident/status.ts';
import type { Owner } from '../triage/diagnosis.ts';
import type { Passage } from './passages.ts';
import { codeTerm, type Needle, termsIn } from './terms.ts';

/** What incidents are looked for by, all of it at once. Null or an empty list: by anything. */
export type Wanted = {
  readonly needles: readonly Needle[];
  readonly statuses: readonly Status[];
  readonly severities: readonly Severity[];
  /** Declared at this time or later, UTC ms. */
  readonly since: Millis | null;
  /** Whose problem it is. */
  readonly owner: Owner | null;
  /** An error code that the checks got, or that is written in the record. */
  readonly code: string | null;
};

/** Looks for anything. */
export const anything: Wanted = {
  needles: [],
  statuses: [],
  severities: [],
  since: null,
  owner: null,
  code: null,
};

/** Marks a term that says something of an incident and is no word of it: no word has this character. */
const mark = '=';
export const ownerMark = (owner: Owner): string => `${mark}owner${owner}`;
export const codeMark = (code: string): string => `${mark}code${codeTerm(code)}`;

/** Whose problem an incident is, as its status shows it. */
export const tellingOwner = (incident: Incident): Owner => tellingVerdict(incident)?.owner ?? 'unknown';

/** The terms by which passages are found. */
export const termsOf = (all: readonly Passage[]): Set<string> =>
  new Set(all.flatMap(({ text, codes }) => [...termsIn(text), ...codes.map(codeMark)]));
