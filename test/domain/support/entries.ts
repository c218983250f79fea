import type { Command } from '../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { bob, type minute, start, ts } from './fixtures.ts';

/** An entry with other words, or at another time; what is absent nobody touched. */
export const edit = (of: number, over: { text?: string; when?: ReturnType<typeof minute> }): Command => ({
  type: 'edit_entry',
  of,
  text: over.text === undefined ? null : plainText(over.text),
  when: over.when ?? null,
  untouched: [
    ...(over.text === undefined ? ['text' as const] : []),
    ...(over.when === undefined ? ['when' as const] : []),
  ],
});

/** An entry that is not to be shown. */
export const hide = (of: number, why: string | null = null): Command => ({
  type: 'hide_entry',
  of,
  why: why === null ? null : plainText(why),
});

/** An entry that is to be shown again. */
export const restore = (of: number): Command => ({ type: 'restore_entry', of });

/** An entry that was hidden. */
export const hidden = (of: number, hiding: 'person' | 'deleted' | 'unmarked' = 'person'): IncidentEvent => ({
  type: 'entry_hidden',
  of,
  hiding,
  why: null,
});

/** Bob's message as an entry. */
export const message: IncidentEvent = {
  type: 'message_captured',
  ts: ts(`${start / 1000 + 60}.000100`),
  author: bob,
  text: plainText('Cache is cold'),
  link: 'https://acme.slack.com/p1',
};

/**
 * The lines of a postmortem without when they were recorded, where that was later than they happened: a record that had
 * been right from the start would say the same, but for that.
 */
export const withoutRecorded = (text: string): string =>
  text.replace(/ \(recorded (?:\d{4}-\d\d-\d\d )?\d\d:\d\d\)/gu, '');
