import type { HeadlineLine } from '../../domain/incident/events/events.ts';
import { parseIncidentName } from '../../domain/incident/ids.ts';
import type { Severity } from '../../domain/incident/severity.ts';
import { nearest } from '../../domain/text/nearest-word.ts';
import { clip, fromFirstSeen, type PlainText, plainText } from '../../domain/text/text.ts';
import { commandName } from '../ids.ts';
import type { TodosList } from '../item-values.ts';
import { incomingText, linkIn } from './decode-text.ts';
import { insteadOf } from './other-words.ts';
import { type FiguresAsked, readFiguresAsked } from './read-figures.ts';
import { type NamedPerson, notOnePersonWords, readPerson } from './read-person.ts';
import { askedSeverity, noSeverity, severityAround } from './read-severity.ts';
import { isSubcommand, type Subcommand, subcommands } from './subcommands.ts';

/** What a person asked for with `/intercom-incident …`. `null`: that part was left out. */
export type Intent =
  | { kind: 'home' | 'adopt' | 'private' | 'triage' | 'support' | 'times' }
  | { kind: 'help'; about: Subcommand | null }
  | { kind: 'open'; severity: Severity | null; title: PlainText }
  | { kind: 'note' | 'update' | 'resolve' | 'close' | 'cancel' | 'explain' | 'started'; text: PlainText }
  | { kind: HeadlineLine | 'title'; text: PlainText }
  /** As Slack sends it: whom it names is still to be read. */
  | { kind: 'todo'; typed: string }
  | { kind: 'todos'; list: TodosList }
  | { kind: 'link'; url: string; title: PlainText }
  | { kind: 'severity'; to: Severity | null; why: PlainText }
  | { kind: 'commander'; user: NamedPerson | null }
  | { kind: 'role'; name: PlainText; user: NamedPerson | null }
  | { kind: 'reopen'; why: PlainText }
  | { kind: 'duplicate' | 'status' | 'details' | 'postmortem' | 'roles' | 'catchup'; incident: PlainText }
  | { kind: 'timeline'; incident: PlainText; all: boolean }
  | { kind: 'edit' | 'hide' | 'restore'; entry: number | null; text: PlainText }
  | { kind: 'find' | 'list'; text: PlainText }
  | { kind: 'drill'; name: PlainText }
  | FiguresAsked
  | { kind: 'unknown'; typed: PlainText; nearest: Subcommand | null };

/** Parses the text after the command, as Slack sends it with `should_escape` on. Never throws. */
export function parseCommand(raw: string): Intent {
  const text = fromFirstSeen(raw).trim();
  const word = firstWord(text).toLowerCase();
  const after = text.slice(word.length).trim();
  const rest = fromFirstSeen(after);
  if (word === '') return { kind: 'home' };
  if (!isSubcommand(word)) return notACommand(incomingText(text));
  if (after !== '' && rest === '') return invisible(word);
  if (rest !== '' && subcommands[word].takes === '') return takesNothing(word, incomingText(rest));
  switch (word) {
    case 'open':
      return open(rest);
    case 'note':
    case 'update':
    case 'resolve':
    case 'close':
    case 'cancel':
    case 'explain':
    case 'started':
    case 'list':
    case 'find':
      return { kind: word, text: incomingText(rest) };
    case 'title':
    case 'impact':
    case 'cause':
    case 'action':
      return oneThing(word, rest);
    case 'todo':
      return { kind: 'todo', typed: rest };
    case 'todos':
      return todos(incomingText(rest));
    case 'link':
      return { kind: 'link', ...linkIn(rest) };
    case 'severity':
      return severity(rest);
    case 'commander':
      return commander(rest);
    case 'role':
      return role(rest);
    case 'reopen':
      return { kind: 'reopen', why: incomingText(rest) };
    case 'timeline':
      return timeline(incomingText(rest));
    case 'edit':
    case 'hide':
    case 'restore':
      return entry(word, incomingText(rest));
    case 'duplicate':
    case 'status':
    case 'roles':
    case 'catchup':
    case 'details':
    case 'postmortem':
      return { kind: word, incident: incomingText(rest) };
    case 'figures':
      return readFiguresAsked(incomingText(rest));
    case 'drill':
      return { kind: 'drill', name: incomingText(rest) };
    case 'help':
      return rest === '' ? { kind: 'help', about: null } : helpAbout(incomingText(rest));
    default:
      return { kind: word };
  }
}

/** Often pasted along with something; it would otherwise be quoted as nothing. */
const invisible = (word: Subcommand): Intent => ({
  kind: 'mistake',
  sentence: `What you typed after \`${word}\` is invisible. Nothing was changed. Delete it, or type words instead.`,
});

/** Words after a command that takes none are reported, never dropped: whoever wrote them wanted something else. */
function takesNothing(word: Subcommand, rest: PlainText): Intent {
  const instead = parseIncidentName(rest)
    ? `To see one incident, run \`${commandName} status ${rest}\`.`
    : `Run \`${commandName} ${word}\` alone.`;
  return {
    kind: 'mistake',
    sentence: `"${clip(rest, 60)}" after \`${word}\` isn't understood. Nothing was changed. ${instead}`,
  };
}

/** One command's line in the help; for an unknown word, what to use instead. */
function helpAbout(typed: PlainText): Intent {
  const word = firstWord(typed).toLowerCase();
  return isSubcommand(word) ? { kind: 'help', about: word } : notACommand(typed);
}

function open(text: string): Intent {
  const title = incomingText(text);
  const none = noSeverity(title);
  if (none) return { kind: 'mistake', sentence: `"${none}" isn't a severity. Use P1, P2, P3, or P4.` };
  const { severity, rest } = severityAround(title);
  return { kind: 'open', severity, title: rest };
}

/** A headline field must contain words: names and punctuation alone would tell nobody anything. */
function oneThing(kind: HeadlineLine | 'title', rest: string): Intent {
  const named = rest.replace(/<[@#!][^<>]*>/g, ' ').replace(/&(?:amp|lt|gt);/g, ' ');
  if (rest !== '' && !/[\p{L}\p{N}]/u.test(named))
    return {
      kind: 'mistake',
      sentence: `"${clip(incomingText(rest), 60)}" has no words. Nothing was changed. Type the ${kind} in words.`,
    };
  return { kind, text: incomingText(rest) };
}

function severity(text: string): Intent {
  const words = incomingText(text);
  const read = askedSeverity(words);
  if (read) return { kind: 'severity', to: read.severity, why: read.rest };
  if (words === '') return { kind: 'severity', to: null, why: words };
  const first = clip(firstWord(words), 60);
  return { kind: 'mistake', sentence: `"${first}" isn't a severity. Use P1, P2, P3, or P4.` };
}

function commander(rest: string): Intent {
  const { user, around } = readPerson(rest);
  return around === '' ? { kind: 'commander', user } : notOnePerson(rest);
}

function role(rest: string): Intent {
  const { user, around } = readPerson(rest);
  const name = plainText(incomingText(around).replace(/[:=]$/, ''));
  if (name.includes('@') || around.includes('<')) return notOnePerson(rest);
  if (name === '' && user !== null)
    return { kind: 'mistake', sentence: `Which role? Run \`${commandName} role <name> @user\`.` };
  return { kind: 'role', name, user };
}

const notOnePerson = (typed: string): Intent => ({ kind: 'mistake', sentence: notOnePersonWords(typed) });

function todos(typed: PlainText): Intent {
  const word = typed.toLowerCase();
  if (word === '') return { kind: 'todos', list: 'here' };
  if (word === 'all' || word === 'mine') return { kind: 'todos', list: word };
  const incident = parseIncidentName(typed);
  if (incident) return { kind: 'todos', list: incident };
  return {
    kind: 'mistake',
    sentence: `"${clip(typed, 60)}" isn't a list of action items. Run \`${commandName} todos\` with \`all\`, \`mine\`, or \`INC-n\`.`,
  };
}

/** `all` can come before the incident or after it. */
function timeline(typed: PlainText): Intent {
  const words = typed.split(/\s+/);
  const named = words.filter((word) => word.toLowerCase() !== 'all');
  return { kind: 'timeline', incident: plainText(named.join(' ')), all: named.length < words.length };
}

/** `#4` or `4`, and what may follow it. */
function entry(kind: 'edit' | 'hide' | 'restore', typed: PlainText): Intent {
  const [whole = '', number] = /^#?(\d{1,9})(?=$|[\s:,.])[:,.]?\s*/.exec(typed) ?? [];
  const text = plainText(typed.slice(whole.length));
  if (number !== undefined && kind !== 'edit' && namesEntries(text))
    return {
      kind: 'mistake',
      sentence: `Name one entry at a time, as in \`${commandName} ${kind} #${number}\`. Nothing was changed.`,
    };
  if (number !== undefined) return { kind, entry: Number(number), text };
  if (typed === '') return { kind, entry: null, text: typed };
  const what = `"${clip(firstWord(typed), 60)}" isn't an entry number.`;
  return { kind: 'mistake', sentence: `${what} ${writeNumber(kind)}` };
}

/** Whether there are only numbers where a reason can be: those of further entries. */
function namesEntries(text: string): boolean {
  const words = text.split(/[\s,&]+/).filter((word) => word !== '' && word.toLowerCase() !== 'and');
  return words.length > 0 && words.every((word) => /^#?\d{1,9}$/.test(word));
}

/** How to name an entry. */
export const writeNumber = (kind: 'edit' | 'hide' | 'restore'): string =>
  `Type its number, as in \`${commandName} ${kind} #4\`. \`${commandName} timeline\` shows the numbers.`;

/** What people mean by its first word, otherwise what they may have mistyped. */
function notACommand(typed: PlainText): Intent {
  const word = firstWord(typed);
  const sentence = insteadOf(word);
  if (sentence) return { kind: 'mistake', sentence };
  const near = nearest(word, Object.keys(subcommands));
  return { kind: 'unknown', typed, nearest: near && isSubcommand(near) ? near : null };
}

const firstWord = (text: string): string => /^\S+/.exec(text)?.[0] ?? '';
