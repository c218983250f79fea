import { confirm, dispatchActionConfig, id, plainTextObject } from './objects.ts';
import { richText } from './rich-text.ts';
import { boolean, failure, integer, type Rule, string, stringLike } from './rules.ts';
import { byType, type Check, checked, list, typed } from './shapes.ts';

const field = { action_id: id, focus_on_load: boolean, placeholder: plainTextObject(150) };
const typedIn = { ...field, dispatch_action_config: dispatchActionConfig };
const picked = { ...field, confirm };

const date = stringLike('input must be a valid: date', (text) => {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
  );
});
const time = stringLike('input must be a valid: time', (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text));
const decimal = stringLike('input must be a valid: number', (text) => /^-?\d+(\.\d+)?$/.test(text));
const timezone = stringLike('input must be a valid: timezone', (name) => {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
});

/** Two limits of one field must be in order. The sentence is our own. */
const ordered = (low: string, high: string): Check => {
  return (element, at) => {
    const [least, most] = [element[low], element[high]];
    if (least === undefined || most === undefined || Number(least) <= Number(most)) return [];
    return [failure(`must be less than \`${high}\``, `${at}/${low}`)];
  };
};

/** The elements for typing, picking a time, or uploading a file, by type. Times are Unix seconds. */
export const inputs = {
  plain_text_input: checked(
    typed(
      {},
      {
        ...typedIn,
        initial_value: string({ max: 3000 }),
        multiline: boolean,
        min_length: integer(0, 3000),
        max_length: integer(1, 3000),
      },
    ),
    ordered('min_length', 'max_length'),
  ),
  number_input: checked(
    typed(
      { is_decimal_allowed: boolean },
      { ...typedIn, initial_value: decimal, min_value: decimal, max_value: decimal },
    ),
    ordered('min_value', 'max_value'),
  ),
  email_text_input: typed({}, { ...typedIn, initial_value: string() }),
  url_text_input: typed({}, { ...typedIn, initial_value: string() }),
  rich_text_input: checked(
    typed(
      {},
      {
        ...typedIn,
        initial_value: byType({ rich_text: richText }),
        min_lines: integer(1, 100),
        max_lines: integer(1, 100),
      },
    ),
    ordered('min_lines', 'max_lines'),
  ),
  file_input: typed(
    {},
    { action_id: id, filetypes: list(string({ min: 1 }), { min: 1 }), max_files: integer(1, 10) },
  ),
  datepicker: typed({}, { ...picked, initial_date: date }),
  timepicker: typed({}, { ...picked, initial_time: time, timezone }),
  datetimepicker: typed(
    {},
    {
      action_id: id,
      confirm,
      focus_on_load: boolean,
      initial_date_time: integer(1_000_000_000, 9_999_999_999),
    },
  ),
} satisfies Record<string, Rule>;
