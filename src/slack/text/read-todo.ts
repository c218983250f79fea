import type { UserId } from '../../domain/incident/ids.ts';
import type { ItemLine } from '../../domain/incident/items/read-item.ts';
import type { Day } from '../../domain/text/days.ts';
import { readDay } from '../../domain/text/read-day.ts';
import { plainText } from '../../domain/text/text.ts';
import { incomingText } from './decode-text.ts';

const named = '<@[UW][A-Z0-9]+(?:\\|[^<>]*)?>|<!subteam\\^[A-Z0-9]+(?:\\|[^<>]*)?>|@(?:me|myself)(?![\\w.])';
const ownerLast = new RegExp(`^([\\s\\S]*?)(?:^|\\s)(${named})$`, 'i');
const ownerFirst = new RegExp(`^(${named})(?:\\s([\\s\\S]*)|)$`, 'i');

/**
 * Reads `<what> [@owner] [by <date>]`, in either order, as Slack sends it. Words after `by` that aren't a date belong to
 * what's to be done. `me`: whoever typed it.
 */
export function readTodo(typed: string, me: UserId, today: Day): ItemLine {
  const first = splitDue(typed.trim(), today);
  const { owner, around } = splitOwner(first.rest);
  const { due, rest } = first.due === null ? splitDue(around, today) : { due: first.due, rest: around };
  const isMe = owner?.startsWith('@') ?? false;
  return {
    what: incomingText(rest),
    owner: owner === null ? null : plainText(isMe ? `<@${me}>` : owner),
    due: due === null ? null : plainText(due),
  };
}

function splitOwner(typed: string): { owner: string | null; around: string } {
  const [, before = '', last] = ownerLast.exec(typed) ?? [];
  if (last !== undefined) return { owner: last, around: before.trim() };
  const [, first, behind = ''] = ownerFirst.exec(typed) ?? [];
  return first === undefined ? { owner: null, around: typed } : { owner: first, around: behind.trim() };
}

function splitDue(typed: string, today: Day): { due: Day | null; rest: string } {
  const [, before = '', day = ''] = /^(|[\s\S]*\s)by\s+([\s\S]+)$/i.exec(typed) ?? [];
  const due = readDay(day, today);
  return due ? { due, rest: before.trim() } : { due: null, rest: typed };
}
