import { type ReactNode, useEffect, useRef } from 'react';
import type { Option, OptionGroup } from '../options.ts';

type Props = {
  readonly id: string;
  readonly groups: readonly OptionGroup[];
  readonly chosen: readonly string[];
  /** The value that Enter would choose. */
  readonly active: string | undefined;
  readonly onChoose: (value: string) => void;
};

/** The choices of a combobox. The focus stays in the field; the active choice is scrolled into view. */
export function Listbox({ id, groups, chosen, active, onChoose }: Props): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const values = groups.flatMap((group) => group.options.map((option) => option.value));
  const at = active === undefined ? -1 : values.indexOf(active);
  useEffect(() => {
    list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const line = (option: Option) => {
    const index = values.indexOf(option.value);
    return (
      <div
        key={option.value}
        id={`${id}-${index}`}
        data-at={index}
        role="option"
        tabIndex={-1}
        aria-selected={chosen.includes(option.value)}
        className={option.value === active ? 'option active' : 'option'}
        onPointerDown={(event) => {
          event.preventDefault();
          onChoose(option.value);
        }}
      >
        <span>{option.label}</span>
        {option.about && <small>{option.about}</small>}
      </div>
    );
  };
  return (
    <div ref={list} id={`${id}-list`} role="listbox" tabIndex={-1} aria-label="Choices" className="listbox">
      {groups.length === 0 && <p className="quiet">No matches.</p>}
      {groups.map((group) =>
        group.label === '' ? (
          group.options.map(line)
        ) : (
          <fieldset key={group.label} aria-label={group.label}>
            <div className="option-group">{group.label}</div>
            {group.options.map(line)}
          </fieldset>
        ),
      )}
    </div>
  );
}
