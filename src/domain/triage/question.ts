import type { Fact } from './facts/fact.ts';
import type { Leaf } from './leaves/leaf.ts';

/** A question, the rule that answers it, and the question or leaf that each answer leads to. */
export type Question = { ask: string; by: Fact; yes: string; no: string; unknown: string };

/** Questions that belong together, by id. `about` is a heading for people. */
export type Chapter = { about: string; questions: Readonly<Record<string, Question>> };

/**
 * A decision tree as data. IDs of questions and leaves share one namespace; `questions` holds those of all chapters.
 */
export type Tree = {
  root: string;
  chapters: readonly Chapter[];
  questions: Readonly<Record<string, Question>>;
  leaves: Readonly<Record<string, Leaf>>;
};

/** Writes a question on one line: the text, its rule, and where yes, no, and unknown lead. */
export function ask(
  text: string,
  by: Fact,
  leadsTo: readonly [yes: string, no: string, unknown: string],
): Question {
  const [yes, no, unknown] = leadsTo;
  return { ask: text, by, yes, no, unknown };
}
