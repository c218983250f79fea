import type { Checked } from './checked.ts';

type Props = {
  readonly id: string;
  readonly checked: Checked | null;
  /** Puts the cursor at this place in the text. */
  readonly goTo: (at: number) => void;
};

/** The result of checking a view: one sentence, and the errors, each with a link to its place. */
export function CheckedList({ id, checked, goTo }: Props) {
  return (
    <div id={id} role="status" className={`checked ${checked?.kind ?? ''}`}>
      {checked !== null && <p>{checked.text}</p>}
      {checked !== null && checked.problems.length > 0 && (
        <ul>
          {checked.problems.map((problem) => (
            <li key={problem.text}>
              <span>{problem.text}</span>
              <GoTo at={problem.at} line={problem.line} goTo={goTo} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type GoToProps = {
  readonly at: number | null;
  readonly line: number | null;
  readonly goTo: Props['goTo'];
};

function GoTo({ at, line, goTo }: GoToProps) {
  if (at === null) return null;
  return (
    <button type="button" onClick={() => goTo(at)}>
      Line {line}
    </button>
  );
}
