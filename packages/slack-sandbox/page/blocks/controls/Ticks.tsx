import { type ReactNode, useId } from 'react';
import { objectsOf, stringOf } from '../../read.ts';
import { TextObject } from '../../text/Mrkdwn.tsx';
import { listOf } from '../entry.ts';
import type { ControlProps } from './control.ts';

/** Checkboxes (`many`) or radio buttons, each with a line about it. */
export function Ticks(props: ControlProps & { readonly many: boolean }): ReactNode {
  const { element, entry, onEntry, many, id, label, describedBy, pending } = props;
  const name = useId();
  const chosen = listOf(entry);
  const toggle = (value: string, on: boolean) => {
    if (!many) return onEntry(value);
    const others = chosen.filter((other) => other !== value);
    onEntry(on ? [...others, value] : others);
  };
  return (
    <fieldset
      id={id}
      className="ticks"
      aria-label={label ?? undefined}
      aria-labelledby={label === null ? `${id}-label` : undefined}
      aria-describedby={describedBy}
      aria-busy={pending}
    >
      {objectsOf(element.options).map((option) => {
        const value = stringOf(option.value);
        return (
          <label key={value} className="tick">
            <input
              type={many ? 'checkbox' : 'radio'}
              name={name}
              checked={chosen.includes(value)}
              onChange={({ target }) => toggle(value, target.checked)}
            />
            <span>
              <TextObject value={option.text} />
              <span className="quiet">
                <TextObject value={option.description} />
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
