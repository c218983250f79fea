import type { CommandForm, CommandHint, ShownPerson } from '../../server/screen.ts';

/** One suggestion while typing: its label, a line about it, and the composer's text once it's taken. */
export type Suggestion = { readonly label: string; readonly about: string; readonly text: string };

/** How many people are offered: a big workspace has thousands. */
const mostPeople = 8;

/** What matches the text up to the caret: commands and their forms after `/`, people after `@`. */
export function suggestionsFor(
  typed: string,
  commands: readonly CommandHint[],
  people: readonly ShownPerson[],
): readonly Suggestion[] {
  if (typed.startsWith('/')) return suggestCommands(typed, commands);
  return suggestPeople(typed, people).slice(0, mostPeople);
}

function suggestCommands(typed: string, commands: readonly CommandHint[]): Suggestion[] {
  const blank = typed.indexOf(' ');
  if (blank < 0) {
    return commands
      .filter(({ command }) => command.startsWith(typed))
      .map(({ command, description, usage }) => ({
        label: usage === '' ? command : `${command} ${usage}`,
        about: description,
        text: `${command} `,
      }));
  }
  const hint = commands.find(({ command }) => command === typed.slice(0, blank));
  return hint === undefined ? [] : suggestForms(hint, typed.slice(blank + 1));
}

/* A form's first word is fixed; the words after it say what to fill in, so only the first is inserted. */
function suggestForms({ command, forms }: CommandHint, rest: string): Suggestion[] {
  const [word = '', ...more] = rest.trimStart().toLowerCase().split(/\s+/);
  const firstOf = (text: string) => text.split(/\s+/)[0] ?? '';
  const fits = ({ text }: CommandForm) => {
    const first = firstOf(text).toLowerCase();
    return more.length > 0 ? first === word : first.startsWith(word);
  };
  return forms.filter(fits).map(({ text, about }) => ({
    label: `${command} ${text}`,
    about,
    text: more.length > 0 ? `${command} ${rest}` : `${command} ${firstOf(text)} `,
  }));
}

function suggestPeople(typed: string, people: readonly ShownPerson[]): Suggestion[] {
  const found = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u.exec(typed);
  const word = found?.[1]?.toLowerCase();
  if (word === undefined) return [];
  const before = typed.slice(0, typed.length - word.length);
  return people
    .filter(
      ({ name, realName }) => name.toLowerCase().startsWith(word) || realName.toLowerCase().startsWith(word),
    )
    .map(({ name, realName }) => ({ label: `@${name}`, about: realName, text: `${before}${name} ` }));
}

/** A typed line as a slash command and its text, or null if it isn't one. Slack decides whether that command exists. */
export function readCommand(typed: string): { readonly command: string; readonly text: string } | null {
  const [, command = '', text = ''] = /^(\/[^\s/]+)(?:\s+([\s\S]*))?$/.exec(typed.trim()) ?? [];
  return command === '' ? null : { command, text };
}
