import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { Icon } from '../../parts/Icon.tsx';
import { Popup } from '../../parts/Popup.tsx';
import { matching, type OptionGroup } from '../options.ts';
import { type ControlProps, shared } from './control.ts';
import { Listbox } from './Listbox.tsx';

type Props = ControlProps & {
  readonly groups: readonly OptionGroup[];
  readonly chosen: readonly string[];
  /** What the closed field shows. */
  readonly shown: string;
  readonly placeholder: string;
  /** Called with what is typed, for choices from elsewhere, of which all `groups` are offered; null filters here. */
  readonly onType: ((typed: string) => void) | null;
  readonly onChoose: (value: string) => void;
  /** Clears the field; null if it must not be empty. */
  readonly onClear: (() => void) | null;
};

/** A field that offers choices and filters them while typing (WAI-ARIA combobox with a list). */
export function Combobox(props: Props): ReactNode {
  const { id, groups, chosen, shown, placeholder, onType, onChoose, onClear } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const open = typed !== null;
  const found = onType === null ? matching(groups, typed ?? '') : groups;
  const values = found.flatMap((group) => group.options.map((option) => option.value));
  const close = () => setTyped(null);
  const start = () => {
    setTyped('');
    onType?.('');
    setActive(Math.max(0, values.indexOf(chosen[0] ?? '')));
  };
  const choose = (value: string | undefined) => {
    close();
    if (value !== undefined) onChoose(value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (open) setActive((active + step + values.length) % Math.max(1, values.length));
      else start();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (open) choose(values[active]);
      else start();
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  return (
    <span className="combobox">
      <input
        {...shared(props)}
        ref={field}
        className="field"
        role="combobox"
        autoComplete="off"
        aria-expanded={open}
        aria-controls={open ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && values.length > 0 ? `${id}-${active}` : undefined}
        placeholder={shown || placeholder}
        value={typed ?? shown}
        onClick={() => open || start()}
        onBlur={close}
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          setTyped(target.value);
          onType?.(target.value);
          setActive(0);
        }}
      />
      {onClear && shown !== '' && (
        <button type="button" className="clear" aria-label="Clear" onClick={onClear}>
          <Icon name="close" />
        </button>
      )}
      {open && (
        <Popup anchor={field} onClose={close} fit>
          <Listbox id={id} groups={found} chosen={chosen} active={values[active]} onChoose={choose} />
        </Popup>
      )}
    </span>
  );
}
