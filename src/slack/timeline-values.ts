import type { IncidentId } from '../domain/incident/ids.ts';

/** The choices in an entry's menu, as people see them. */
export const entryChoices = { edit: 'Edit entry', hide: 'Hide entry', restore: 'Restore entry' } as const;
export type EntryChoice = keyof typeof entryChoices;

/** A part of a timeline: with or without hidden entries, up to its `until`th entry (null for the latest). */
export type TimelinePage = { readonly all: boolean; readonly until: number | null };

/** The value of a menu option. The incident comes first, as in every value. */
export const entryValue = (id: IncidentId, choice: EntryChoice, entry: number): string =>
  `${id}:${choice}:${entry}`;

/** The choice that a menu sent, and for which entry; null if the bot doesn't offer it. */
export function readEntryChoice(value: string): { choice: EntryChoice; entry: number } | null {
  const [, choice = '', entry] = value.split(':');
  return isChoice(choice) ? { choice, entry: Number(entry) } : null;
}

const isChoice = (word: string): word is EntryChoice => Object.hasOwn(entryChoices, word);

/** The value of a button that changes the page. */
export const pageValue = (id: IncidentId, { all, until }: TimelinePage): string =>
  `${id}:${all ? 'all' : 'shown'}:${until}`;

/** The page that a button leads to; the latest if it names none. */
export function readTimelinePage(value: string): TimelinePage {
  const [, which, end] = value.split(':');
  const until = Number(end);
  return { all: which === 'all', until: Number.isInteger(until) && until > 0 ? until : null };
}
