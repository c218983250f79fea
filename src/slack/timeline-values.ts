import type { IncidentId } from '../domain/incident/ids.ts';

/** What the menu of an entry offers, as people see it. */
export const entryChoices = { edit: 'Edit entry', hide: 'Hide entry', restore: 'Restore entry' } as const;
export type EntryChoice = keyof typeof entryChoices;

/** Which part of a timeline: with what is hidden or without, up to its `until`th entry (null: the latest). */
export type TimelinePage = { readonly all: boolean; readonly until: number | null };

/** What an option of the menu sends. The incident comes first, as in every value. */
export const entryValue = (id: IncidentId, choice: EntryChoice, entry: number): string =>
  `${id}:${choice}:${entry}`;

/** The choice that a menu sent, and for which entry; null when it is none that the bot offers. */
export function readEntryChoice(value: string): { choice: EntryChoice; entry: number } | null {
  const [, choice = '', entry] = value.split(':');
  return isChoice(choice) ? { choice, entry: Number(entry) } : null;
}

const isChoice = (word: string): word is EntryChoice => Object.hasOwn(entryChoices, word);

/** What a button sends that turns to a page. */
export const pageValue = (id: IncidentId, { all, until }: TimelinePage): string =>
  `${id}:${all ? 'all' : 'shown'}:${until}`;

/** The page that a button turns to; the latest where it names none. */
export function readTimelinePage(value: string): TimelinePage {
  const [, which, end] = value.split(':');
  const until = Number(end);
  return { all: which === 'all', until: Number.isInteger(until) && until > 0 ? until : null };
}
