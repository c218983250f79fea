import type { ActAnswer } from '../../../server/actions.ts';
import { lineAndColumn } from './place-text.ts';

/** A limit error: what is wrong, and the place in the edited text where it can be found (UTF-16 units). */
export type EditorProblem = {
  readonly text: string;
  readonly at: number | null;
  readonly line: number | null;
};

/** The edited text, and the places of its values by JSON pointer. */
export type Checkable = { readonly text: string; readonly places: ReadonlyMap<string, number> };

/** What to say about a checked view or message. */
export type Checked = {
  readonly kind: 'refused' | 'note';
  readonly text: string;
  readonly problems: readonly EditorProblem[];
};

/**
 * The response to `check` for people. `where` says where a valid one is shown, such as `in #general`. Slack's errors
 * name their place as `[json-pointer:/view/title]`; `places` are those of the text, whose pointers start below the
 * view.
 */
export function checkedText(answer: ActAnswer, where: string, { text, places }: Checkable): Checked {
  if (!answer.ok) return { kind: 'refused', text: answer.error, problems: [] };
  const problems = (answer.problems ?? []).map((problem) => problemAt(problem, text, places));
  if (problems.length > 0) return { kind: 'refused', text: 'Slack would refuse this:', problems };
  return {
    kind: 'note',
    text: `Within Slack's limits. Shown to you ${where}. The app only hears about what you click there.`,
    problems,
  };
}

function problemAt(problem: string, text: string, places: ReadonlyMap<string, number>): EditorProblem {
  const pointer = /\[json-pointer:([^\]]*)\]/.exec(problem)?.[1];
  const at = pointer === undefined ? null : nearest(pointer.replace(/^\/view(?=\/|$)/, ''), places);
  const line = at === null ? null : lineAndColumn(text, at).line;
  return { text: problem.replace(/^\[ERROR\] /, ''), at, line };
}

/** The place of the value, or of the closest one around it: a missing field has none. */
function nearest(pointer: string, places: ReadonlyMap<string, number>): number | null {
  const place = places.get(pointer);
  if (place !== undefined) return place;
  return pointer === '' ? null : nearest(pointer.slice(0, pointer.lastIndexOf('/')), places);
}
