import type { Shell } from '../../server/screen.ts';
import type { JsonObject } from '../../slack/json.ts';
import { isObject, labelOf, objectsOf, stringOf } from '../read.ts';

/** One choice: the value sent, the label, and a line about it ('' for none). */
export type Option = { readonly value: string; readonly label: string; readonly about: string };

/** Choices under one label ('' for none). */
export type OptionGroup = { readonly label: string; readonly options: readonly Option[] };

/** What a select of any type offers: its own options, or the workspace's people or conversations. */
export function offered(element: JsonObject, shell: Shell): OptionGroup[] {
  const type = stringOf(element.type).replace(/^multi_/, '');
  switch (type) {
    case 'users_select':
      return [{ label: '', options: people(shell) }];
    case 'channels_select':
      return [{ label: '', options: conversations(shell, ['public']) }];
    case 'conversations_select':
      return [{ label: '', options: conversations(shell, included(element)) }];
    default:
      return ownOptions(element);
  }
}

/** The options in an element or in an app's response, in their groups. */
export function ownOptions(element: JsonObject): OptionGroup[] {
  const groups = objectsOf(element.option_groups);
  if (groups.length === 0) return [{ label: '', options: objectsOf(element.options).map(optionOf) }];
  return groups.map((group) => ({
    label: labelOf(group.label),
    options: objectsOf(group.options).map(optionOf),
  }));
}

/** One option as people read it. */
export const optionOf = (option: JsonObject): Option => ({
  value: stringOf(option.value),
  label: labelOf(option.text),
  about: labelOf(option.description),
});

const people = (shell: Shell): Option[] =>
  shell.people
    .filter(({ role }) => role !== 'stranger')
    .map(({ id, name, realName }) => ({ value: id, label: realName || name, about: `@${name}` }));

const conversations = (shell: Shell, kinds: readonly string[]): Option[] =>
  shell.channels
    .filter(({ kind, archived }) => kinds.includes(kind) && !archived)
    .map(({ id, name, kind }) => ({ value: id, label: kind === 'im' ? name : `#${name}`, about: '' }));

function included(element: JsonObject): readonly string[] {
  const include = isObject(element.filter) ? element.filter.include : undefined;
  return Array.isArray(include) ? include.map(String) : ['public', 'private', 'im'];
}

/** The groups with only the options that contain every word typed; empty groups are left out. */
export function matching(groups: readonly OptionGroup[], typed: string): OptionGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ label, about }: Option) => {
    const text = `${label} ${about}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups
    .map((group) => ({ ...group, options: group.options.filter(fits) }))
    .filter(({ options }) => options.length > 0);
}
