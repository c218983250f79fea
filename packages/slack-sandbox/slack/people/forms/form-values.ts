import { Refused } from '../../errors.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { User } from '../../model.ts';
import type { Team } from '../../team.ts';
import { typedMessage } from '../../text/compose-text.ts';
import { holdingOf, readBlocks, readObject } from '../../views/elements.ts';

/** An option by its value; a plain string matches its label first, then its value. */
export type OptionValue = { readonly value: string };

/** What a person enters into a field: text, a number, a datetime, one choice, several, or nothing. */
export type Entry = string | number | Date | OptionValue | readonly (string | OptionValue)[] | null;

/** What a field shows: text, the labels of what is chosen, or nothing. */
export type Shown = string | string[] | null;

/** The options an element offers, in the order of their groups. */
export function optionsOf(element: JsonObject): JsonObject[] {
  const groups = readBlocks(element.option_groups);
  return groups.length > 0
    ? groups.flatMap((group) => readBlocks(group.options))
    : readBlocks(element.options);
}

/** The text of a text object, such as a label. */
export function plainText(value: Json | undefined): string {
  return String(readObject(value)?.text ?? '');
}

/**
 * An element's value after a person entered this. Throws a sentence if no person could: an option that isn't there, an
 * unknown name, a kind of value the field doesn't take.
 */
export function enter(team: Team, user: User, element: JsonObject, entry: Entry): JsonObject {
  const type = String(element.type);
  const holding = holdingOf(type);
  if (holding === null) throw new Refused(`Nothing can be entered into a ${type}.`);
  if (!holding.many)
    return { type, [holding.field]: entry === null ? null : one(team, user, element, entry) };
  const entries = entry === null ? [] : Array.isArray(entry) ? entry : [entry];
  return { type, [holding.field]: entries.map((each) => one(team, user, element, each)) };
}

/** What an element shows for its value. */
export function shown(team: Team, value: JsonObject): Shown {
  const holding = holdingOf(String(value.type));
  const held = holding === null ? null : value[holding.field];
  if (held === null || held === undefined) return null;
  return Array.isArray(held) ? held.map((each) => label(team, each)) : label(team, held);
}

function one(team: Team, user: User, element: JsonObject, entry: Entry): Json {
  const type = String(element.type).replace(/^multi_/u, '');
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
    case 'checkboxes':
    case 'overflow':
      return optionFor(element, entry);
    case 'users_select':
      return known(team.user(String(entry).replace(/^@/u, ''))?.id, 'person', entry);
    case 'conversations_select':
    case 'channels_select':
      return known(team.channel(String(entry))?.id, 'channel', entry);
    case 'datetimepicker':
      return moment(entry);
    case 'datepicker':
      return matching(entry, /^\d{4}-\d\d-\d\d$/u, 'a date like 2026-03-01');
    case 'timepicker':
      return matching(entry, /^\d\d:\d\d$/u, 'a time like 14:30');
    case 'rich_text_input':
      return typedMessage(team, user, String(entry)).block;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return String(entry) === '' ? null : String(entry);
    default:
      throw new Refused(`The sandbox cannot enter anything into a ${type}.`);
  }
}

/** The option that is meant. Throws a sentence if it isn't offered. */
export function optionFor(element: JsonObject, entry: Entry): JsonObject {
  const options = optionsOf(element);
  const byValue = typeof entry === 'object' && entry !== null && 'value' in entry;
  const wanted = byValue ? entry.value : String(entry);
  const labelled = byValue ? undefined : options.find((each) => plainText(each.text) === wanted);
  const found = labelled ?? options.find((each) => each.value === wanted);
  if (found !== undefined) return found;
  const offered = options.map((each) => plainText(each.text)).join(', ');
  throw new Refused(`There is no option "${wanted}"; there are: ${offered}.`);
}

function known(id: string | undefined, what: string, entry: Entry): string {
  if (id === undefined) throw new Refused(`There is no ${what} "${String(entry)}".`);
  return id;
}

function moment(entry: Entry): number {
  if (typeof entry === 'number') return entry;
  const time = entry instanceof Date ? entry.getTime() : Date.parse(String(entry));
  if (Number.isNaN(time)) throw new Refused(`"${String(entry)}" is no moment; give a Date or Unix seconds.`);
  return Math.floor(time / 1000);
}

function matching(entry: Entry, pattern: RegExp, wanted: string): string {
  const text = String(entry);
  if (!pattern.test(text)) throw new Refused(`"${text}" is not ${wanted}.`);
  return text;
}

function label(team: Team, held: Json): string {
  const object = readObject(held);
  if (object !== null) return object.type === 'rich_text' ? richText(object) : plainText(object.text);
  const text = String(held);
  return team.users.get(text)?.name ?? team.channels.get(text)?.name ?? text;
}

function richText(block: JsonObject): string {
  return readBlocks(block.elements)
    .flatMap((section) => readBlocks(section.elements))
    .map((element) => String(element.text ?? element.url ?? ''))
    .join('');
}
