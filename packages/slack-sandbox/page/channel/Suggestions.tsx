import { type ReactNode, useEffect, useRef } from 'react';
import type { Suggestion } from './suggestions.ts';

type Props = {
  readonly id: string;
  readonly offers: readonly Suggestion[];
  /** The one that Enter would take, or -1. */
  readonly active: number;
  readonly onTake: (index: number) => void;
};

/** What the composer offers while typing. */
export function Suggestions({ id, offers, active, onTake }: Props): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active >= 0) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label="Suggestions"
      tabIndex={-1}
      className="listbox suggestions"
    >
      {offers.map(({ label, about }, index) => (
        <div
          key={label}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={index === active ? 'option active' : 'option'}
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(index);
          }}
        >
          <span>{label}</span>
          <small>{about}</small>
        </div>
      ))}
      <p className="keys" aria-hidden="true">
        <kbd>↑↓</kbd> choose <kbd>Tab</kbd> take <kbd>Enter</kbd> send
      </p>
    </div>
  );
}
