import { type ReactNode, useId, useState } from 'react';

type Props = {
  /** The line itself; pressing it opens what is below it. */
  readonly line: ReactNode;
  /** What is shown when it is open; made only then. */
  readonly children: () => ReactNode;
};

/** A line of a list that opens to show more. */
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
