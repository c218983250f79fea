import { type ReactNode, useMemo } from 'react';
import { useWindow } from '../../client-window.ts';
import { Icon } from '../../parts/Icon.tsx';
import { labelOf } from '../../read.ts';
import { listOf, type PostedEntry } from '../entry.ts';
import { offered } from '../options.ts';
import { Combobox } from './Combobox.tsx';
import type { ControlProps } from './control.ts';
import { useSuggested } from './use-suggested.ts';

/** A select of any type: for options, people, or conversations; single or multiple (`many`). */
export function Select(props: ControlProps & { readonly many: boolean }): ReactNode {
  const { element, entry, onEntry, many } = props;
  const { shell } = useWindow();
  const fixed = useMemo(() => offered(element, shell), [element, shell]);
  const asked = useSuggested(props);
  const groups = asked.groups ?? fixed;
  const chosen = listOf(entry);
  const options = [...asked.known, ...groups.flatMap((group) => group.options)];
  const labelled = (value: string) => options.find((option) => option.value === value)?.label ?? value;
  const most = typeof element.max_selected_items === 'number' ? element.max_selected_items : Infinity;
  const choose = (value: string) => {
    if (!many) return onEntry(value);
    const others = chosen.filter((other) => other !== value);
    if (others.length < chosen.length) onEntry(others);
    else if (chosen.length < most) onEntry([...chosen, value]);
  };
  return (
    <div className="select">
      {many && chosen.length > 0 && (
        <Chosen values={chosen} labelled={labelled} onRemove={(value) => onEntry(without(chosen, value))} />
      )}
      <Combobox
        {...props}
        groups={groups}
        onType={asked.onType}
        chosen={chosen}
        shown={many ? '' : chosen.map(labelled).join('')}
        placeholder={labelOf(element.placeholder) || (many ? 'Choose' : 'Choose one')}
        onChoose={choose}
        onClear={many || props.required ? null : () => onEntry(null)}
      />
    </div>
  );
}

const without = (values: readonly string[], value: string): PostedEntry =>
  values.filter((other) => other !== value);

type ChosenProps = {
  readonly values: readonly string[];
  readonly labelled: (value: string) => string;
  readonly onRemove: (value: string) => void;
};

function Chosen({ values, labelled, onRemove }: ChosenProps): ReactNode {
  return (
    <ul className="chips" aria-label="Chosen">
      {values.map((value) => (
        <li key={value} className="chip">
          {labelled(value)}
          <button type="button" aria-label={`Remove ${labelled(value)}`} onClick={() => onRemove(value)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
