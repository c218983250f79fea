import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Popup } from './Popup.tsx';

/** A line of a menu. */
export type MenuItem = {
  readonly label: string;
  readonly onChoose: () => void;
  readonly about?: string;
  readonly danger?: boolean;
};

type Props = {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly className?: string;
  readonly tabIndex?: number;
  readonly busy?: boolean;
  readonly children: ReactNode;
};

/** A button that opens a menu: arrows move, Enter chooses, Escape closes it and returns the focus. */
export function Menu({ label, items, className = 'icon-button', tabIndex, busy = false, children }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-busy={busy}
        tabIndex={tabIndex}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && (
        <Popup anchor={button} onClose={() => setOpen(false)}>
          <MenuList label={label} items={items} onClose={close} />
        </Popup>
      )}
    </>
  );
}

type ListProps = Pick<Props, 'label' | 'items'> & { readonly onClose: () => void };

function MenuList({ label, items, onClose }: ListProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    buttons.at((at + step) % buttons.length)?.focus();
  };
  return (
    <div ref={list} role="menu" aria-label={label} tabIndex={-1} className="menu" onKeyDown={onKeyDown}>
      {items.map(({ label: text, about, danger, onChoose }) => (
        <button
          key={text}
          type="button"
          role="menuitem"
          className={danger ? 'menu-item danger' : 'menu-item'}
          onClick={() => {
            onClose();
            onChoose();
          }}
        >
          {text}
          {about && <small>{about}</small>}
        </button>
      ))}
    </div>
  );
}
