import { z } from 'zod';
import { type Day, dayAfter } from '../../text/days.ts';
import { readDay } from '../../text/read-day.ts';
import { oneLine, type PlainText, plainText, plainTextSchema } from '../../text/text.ts';
import { groupIdSchema, userIdSchema } from '../ids.ts';
import type { Severity } from '../severity.ts';
import { defaultDueDays, type ItemDue, type ItemOwner, type ItemWords } from './action-item.ts';

const text = plainTextSchema;

/** An action item as someone wrote it: what, whose, and due when; null for what it doesn't say. */
export const itemLineSchema = z.object({ what: text, owner: text.nullable(), due: text.nullable() });
export type ItemLine = z.infer<typeof itemLineSchema>;

/** The date where the person was who wrote the action items; absent if it isn't known. */
export type WrittenOn = { readonly today?: Day };

/** What an action item reads that nobody owns yet, or of which nobody has said when it is due. */
export const noOwner = 'no owner yet';
export const noDueDate = 'no due date yet';

const givenPart = (part: PlainText | null): PlainText | null =>
  part === '?' || part === noOwner || part === noDueDate ? null : part || null;

/**
 * The lines of the Close form, an action item each: `what - owner - due`. `today`: for whoever writes them, so that
 * `tomorrow` is theirs; null: what is due stays as written.
 */
export function readItemLines(written: PlainText | null, today: Day | null = null): ItemLine[] {
  return (written ?? '').split('\n').flatMap((line) => {
    const parts = line
      .replace(/^\s*(?:[-*•]\s+)?(?:\[[ x]?\]\s*)?/, '')
      .split(/\s+[-–—]\s+/)
      .map(plainText);
    const due = parts.length > 2 ? (parts.pop() ?? null) : null;
    const day = due && today && readDay(due, today);
    const owner = parts.length > 1 ? (parts.pop() ?? null) : null;
    const what = plainText(parts.join(' - '));
    return what === '' ? [] : [{ what, owner: givenPart(owner), due: day ? plainText(day) : givenPart(due) }];
  });
}

/** The line that reads as one of those: what the Close form is filled in with. */
export const writtenLine = ({ what, owner, due }: ItemLine): string =>
  owner === null && due === null
    ? what
    : [what, owner ?? noOwner, due].filter((part) => part !== null).join(' - ');

/** The words of a written action item, which are one line wherever it is shown. */
export const whatOf = ({ what }: ItemLine): PlainText => plainText(oneLine(what));

/** What a written action item comes to, on the day that it is written: the same for every way to write one. */
export const itemOf = (
  line: ItemLine,
  { today, severity }: { today: Day; severity: Severity },
): ItemWords => ({
  text: whatOf(line),
  owner: line.owner === null ? null : ownerOf(line.owner),
  due: line.due === null ? defaultDue(severity, today) : dueOf(line.due, today),
});

/** When it is due if nobody says. */
export const defaultDue = (severity: Severity, today: Day) => ({
  kind: 'day' as const,
  day: dayAfter(today, defaultDueDays[severity]),
  byDefault: true as const,
});

function dueOf(written: PlainText, today: Day): ItemDue {
  const day = readDay(written, today);
  return day ? { kind: 'day', day } : { kind: 'words', text: written };
}

/** Reads who owns an action item: a person, a user group, or someone in words. */
export function ownerOf(written: PlainText): ItemOwner {
  const [, kind, id, name] = /^<(@|!subteam\^)([A-Z0-9]+)(?:\|([^<>]*))?>$/.exec(written) ?? [];
  const user = userIdSchema.safeParse(kind === '@' ? id : null);
  if (user.success) return { kind: 'person', user: user.data };
  const group = groupIdSchema.safeParse(kind === '!subteam^' ? id : null);
  if (group.success)
    return { kind: 'group', group: group.data, name: name ? plainText(name.replace(/^@/, '')) : null };
  return { kind: 'words', text: written };
}
