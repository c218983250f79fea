import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { isObject, labelOf, stringOf } from '../../read.ts';
import { type ControlProps, shared } from './control.ts';

const kinds: Readonly<Record<string, 'email' | 'url' | 'text'>> = {
  email_text_input: 'email',
  url_text_input: 'url',
};

/**
 * A line or a box of text, a number, an address. The entry is passed on when the person leaves the field or presses
 * Enter; in a box, Ctrl+Enter or Cmd+Enter, which also submits the form, as in Slack.
 */
export function TypedField(props: ControlProps): ReactNode {
  const { element, entry, onEntry } = props;
  const given = entry === null ? '' : String(entry);
  const [text, setText] = useState(given);
  useEffect(() => setText(given), [given]);
  const tell = () => {
    if (text !== given) onEntry(text === '' ? null : text);
  };
  const isBox = element.multiline === true || element.type === 'rich_text_input';
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || (isBox && !event.metaKey && !event.ctrlKey)) return;
    // The form reads what was entered, so that has to be rendered first.
    flushSync(tell);
    if (isBox) event.currentTarget.form?.requestSubmit();
  };
  const field = {
    ...shared(props),
    className: 'field',
    value: text,
    placeholder: labelOf(element.placeholder),
    maxLength: typeof element.max_length === 'number' ? element.max_length : undefined,
    onBlur: tell,
    onKeyDown,
    onChange: (event: { target: { value: string } }) => {
      setText(event.target.value);
      if (tellsEachLetter(props)) onEntry(event.target.value || null);
    },
  };
  if (isBox) return <textarea {...field} rows={4} />;
  const number = element.type === 'number_input';
  return (
    <input
      {...field}
      type={kinds[stringOf(element.type)] ?? 'text'}
      inputMode={number ? (element.is_decimal_allowed === true ? 'decimal' : 'numeric') : undefined}
    />
  );
}

function tellsEachLetter({ element }: ControlProps): boolean {
  const config = element.dispatch_action_config;
  const on = isObject(config) ? config.trigger_actions_on : undefined;
  return Array.isArray(on) && on.includes('on_character_entered');
}
