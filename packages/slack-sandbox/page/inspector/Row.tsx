import { type ReactNode, useId, useState } from 'react';

type Props = {
  /** The line itself; clicking it opens what is below. */
  readonly line: ReactNode;
  /** What is shown when it's open; rendered only then. */
  readonly children: () => ReactNode;
};

/** A line in a list that opens to show more. */
export function Row({ line, children }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <li className="row">
      <button
        type="button"
        className="line"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {line}
      </button>
      {open && (
        <div className="opened" id={id}>
          {children()}
        </div>
      )}
    </li>
  );
}
