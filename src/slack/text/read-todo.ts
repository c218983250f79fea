import type { UserId } from '../../domain/incident/ids.ts';
import type { ItemLine } from '../../domain/incident/items/read-item.ts';
import type { Day } from '../../domain/text/days.ts';
import { readDay } from '../../domain/text/read-day.ts';
import { plainText } from '../../domain/text/text.ts';
import { incomingText } from './decode-text.ts';

const named = '<@[UW][A-Z0-9]+(?:\\|[^<>]*)?>|<!subteam\\^[A-Z0-9]+(?:\\|[^<>]*)?>|@(?:me|myself)(?![\\w.])';
const ownerLast = new RegExp(`^([\\s\\S]*?)(?:^|\\s)(${named})[:,;]?$`, 'i');
const ownerThenDue = new RegExp(`^([\\s\\S]*\\S)\\s+(${named})[:,;]?\\s+(?:by|due:?)\\s+([\\s\\S]+)$`, 'i');
const ownerFirst = new RegExp(`^(${named})[:,]?(?:\\s([\\s\\S]*)|)$`, 'i');
/** What only joins an owner to what's to be done: `Alert for @bob`, `Alert - @bob`, `@bob to alert`. */
const joinsLast = /(?:(?:^|\s)for|\s*[-–—:,→])$/i;
const joinsFirst = /^to\s+/i;
const dueLast = /^(|[\s\S]*[\s(])(?:by|due:?)\s+([\s\S]+)$/i;
/** What only joins a date to what's to be done: `Alert, due by Friday`, `Alert (by Friday)`. */
const joinsDate = /(?:\s*[-–—:,(]|(?:^|\s)due:?)+$/i;

/**
 * Words for a time that can't be read as a day: `the end of March`, `next quarter`, `Friday 17:00`, `12/1`, `the next release`.
 */
const spans =
  'day|week|month|quarter|year|sprint|iteration|release|deploy|review|meeting|mon|tue|wed|thu|fri|sat|sun';
const nth = '\\d{1,2}(?:st|nd|rd|th)?\\.?';
const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const hours =
  '(?:\\d{1,2}:\\d\\d(?: ?[ap]m)?|\\d{1,2} ?[ap]m|noon|midnight|morning|afternoon|evening|night|eod|cob)';
const days = '(?:today|tomorrow|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?),?';
const ofTime = new RegExp(
  [
    `^(?:the )?(?:(?:start|beginning|middle|end) of |(?:next|this|coming) (?:${spans})|in \\S+ (?:${spans}))`,
    `^(?:eo[dwmqy]$|q[1-4]\\b|noon|midnight|tonight$)`,
    `^(?:the )?(?:${nth} (?:of )?)?${months}(?: ${nth})?(?:,? \\d{4})?$`,
    `^the \\d{1,2}(?:st|nd|rd|th)$`,
    `^(?:\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?|\\d{1,2}\\.\\d{1,2}\\.(?:\\d{2,4})?)$`,
    `^(?:(?:${days}|\\d{4}-\\d{1,2}-\\d{1,2}) (?:at )?)?${hours}$`,
  ].join('|'),
  'i',
);

/**
 * Reads `<what> [@owner] [by <date>]` as Slack sends it, with owner and date in either order; `due` means `by`. A date can be
 * in words. Unless an owner precedes them, words after `by` that name no time belong to what's to be done. `me`: who typed it.
 */
export function readTodo(typed: string, me: UserId, today: Day): ItemLine {
  const { what, owner, due } = split(typed.trim(), today);
  const isMe = owner?.startsWith('@') ?? false;
  return {
    what: incomingText(what),
    owner: owner === null ? null : plainText(isMe ? `<@${me}>` : owner),
    due: due === null ? null : incomingText(due),
  };
}

type Split = { readonly what: string; readonly owner: string | null; readonly due: string | null };

function split(typed: string, today: Day): Split {
  const [, ahead, whose, words] = ownerThenDue.exec(typed) ?? [];
  if (ahead !== undefined && whose !== undefined && words !== undefined)
    return { what: ahead.replace(joinsLast, ''), owner: whose, due: readDay(words, today) ?? words };
  const { owner, around } = splitOwner(typed);
  const { due, rest } = splitDue(around, today);
  return { what: rest, owner, due };
}

function splitOwner(typed: string): { owner: string | null; around: string } {
  const [, before = '', last] = ownerLast.exec(typed) ?? [];
  if (last !== undefined) return { owner: last, around: before.trim().replace(joinsLast, '').trim() };
  const [, first, behind = ''] = ownerFirst.exec(typed) ?? [];
  return first === undefined
    ? { owner: null, around: typed }
    : { owner: first, around: behind.trim().replace(joinsFirst, '') };
}

function splitDue(typed: string, today: Day): { due: string | null; rest: string } {
  const [, before = '', last = ''] = dueLast.exec(typed) ?? [];
  const words = before.endsWith('(') ? last.replace(/\)$/, '') : last;
  const due = readDay(words, today) ?? (ofTime.test(words) ? words : null);
  return due === null ? { due, rest: typed } : { due, rest: before.trim().replace(joinsDate, '') };
}
