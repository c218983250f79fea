import { type UserId, userIdSchema } from '../domain/ids.ts';
import { type Severity, severitySchema } from '../domain/severity.ts';
import { clip, type PlainText } from '../domain/text.ts';
import { incomingText } from './incoming-text.ts';

/** What a person asked for with `/intercom-incident …`. `null`: that part was left out. */
export type Intent =
  | {
      kind:
        | 'home'
        | 'triage'
        | 'update'
        | 'resolve'
        | 'close'
        | 'status'
        | 'timeline'
        | 'list'
        | 'support'
        | 'help';
    }
  | { kind: 'open'; severity: Severity | null; title: PlainText }
  | { kind: 'note'; text: PlainText }
  | { kind: 'severity'; to: Severity | null; why: PlainText }
  | { kind: 'commander'; user: UserId | null }
  | { kind: 'reopen'; why: PlainText }
  | { kind: 'postmortem'; incident: string }
  | { kind: 'explain'; text: PlainText }
  | { kind: 'drill'; name: PlainText }
  | { kind: 'unknown'; said: PlainText; nearest: string }
  | { kind: 'mistake'; sentence: string };

/** Each subcommand with what may follow it and what it does, in the order of the help. */
export const subcommands = {
  open: { takes: '[P1…P4] [title]', does: 'declare an incident' },
  triage: { takes: '', does: 'run the checks and say whose problem it is' },
  update: { takes: '', does: 'post a status update' },
  note: { takes: '[text]', does: 'add a note to the timeline' },
  severity: { takes: 'P1…P4 [why]', does: 'change the severity' },
  commander: { takes: '@user', does: 'hand over command' },
  resolve: { takes: '', does: 'mark the incident as resolved' },
  close: { takes: '', does: 'close it and post the postmortem' },
  reopen: { takes: '[why]', does: 'open it again' },
  status: { takes: '', does: 'show where this incident stands' },
  timeline: { takes: '', does: 'show what has happened' },
  list: { takes: '', does: 'list the incidents' },
  postmortem: { takes: '[INC-n]', does: 'show the postmortem, a draft until the close' },
  explain: {
    takes: '<status, error code, or a pasted Intercom error>',
    does: 'whose problem it is, cause, fix, and whether a retry helps',
  },
  support: { takes: '', does: "a text to paste for Intercom's support" },
  drill: { takes: '[name, or list]', does: 'practise on an outage that is not real' },
  help: { takes: '', does: 'show this' },
} as const;
export type Subcommand = keyof typeof subcommands;

/** Reads the text after the command, as Slack sends it with `should_escape` on. Never throws. */
export function parseCommand(raw: string): Intent {
  const text = raw.trim();
  const word = (/^\S+/.exec(text)?.[0] ?? '').toLowerCase();
  const rest = text.slice(word.length).trim();
  if (word === '') return { kind: 'home' };
  if (!isSubcommand(word)) return { kind: 'unknown', said: incomingText(text), nearest: nearest(word) };
  switch (word) {
    case 'open':
      return open(rest);
    case 'note':
      return { kind: 'note', text: incomingText(rest) };
    case 'severity':
      return severity(rest);
    case 'commander':
      return commander(rest);
    case 'reopen':
      return { kind: 'reopen', why: incomingText(rest) };
    case 'postmortem':
      return { kind: 'postmortem', incident: incomingText(rest) };
    case 'explain':
      return { kind: 'explain', text: incomingText(rest) };
    case 'drill':
      return { kind: 'drill', name: incomingText(rest) };
    default:
      return { kind: word };
  }
}

function open(rest: string): Intent {
  const first = /^\S*/.exec(rest)?.[0] ?? '';
  const level = readSeverity(first);
  return { kind: 'open', severity: level, title: incomingText(level ? rest.slice(first.length) : rest) };
}

function severity(rest: string): Intent {
  const first = /^\S*/.exec(rest)?.[0] ?? '';
  const to = readSeverity(first);
  if (rest !== '' && !to)
    return {
      kind: 'mistake',
      sentence: `"${clip(incomingText(first), 60)}" is not a severity. Write P1, P2, P3 or P4.`,
    };
  return { kind: 'severity', to, why: incomingText(rest.slice(first.length)) };
}

function commander(rest: string): Intent {
  const user = userIdSchema.safeParse(/^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(rest)?.[1]);
  if (rest !== '' && !user.success)
    return {
      kind: 'mistake',
      sentence: `"${clip(incomingText(rest), 60)}" is not one person. Write @ and pick the person from Slack's list.`,
    };
  return { kind: 'commander', user: user.success ? user.data : null };
}

function readSeverity(word: string): Severity | null {
  const parsed = severitySchema.safeParse(word.toUpperCase());
  return parsed.success ? parsed.data : null;
}

const isSubcommand = (word: string): word is Subcommand => Object.hasOwn(subcommands, word);

const nearest = (word: string): string =>
  Object.keys(subcommands).reduce(
    (best, name) => (distance(word, name) < distance(word, best) ? name : best),
    'help',
  );

/** Edits from one word to the other (Levenshtein); long input is compared by its first 20 characters. */
function distance(a: string, b: string): number {
  const word = a.slice(0, 20);
  let row = [...b, ''].map((_, i) => i);
  for (const [i, char] of [...word].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(
        Math.min((row[j] ?? 0) + (char === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
