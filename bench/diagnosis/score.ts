import type { Owner } from '../../src/domain/triage/diagnosis.ts';
import type { Verdict } from './case.ts';

/** What a subject said about a case: the diagnosis, and its steps in order. */
export type Answer = Omit<Verdict, 'action'> & { steps: readonly string[] };

/** One result beside its label. `ms`: how long it took. `leaf`: the bot's own name for its diagnosis. */
export type Marked = {
  name: string;
  because: string;
  right: Verdict;
  answered: Answer;
  leaf: string | null;
  ms: number;
};

/** How an owner can be wrong: `wrong` names the wrong side; `unsure` says "cannot tell" when a person could. */
export type OwnerMark = 'right' | 'wrong' | 'unsure';

/** Judges the owner. "Healthy" or a side, when nobody could tell, is wrong as well. */
export function ownerMark(right: Owner, answered: Owner): OwnerMark {
  if (right === answered) return 'right';
  return answered === 'unknown' ? 'unsure' : 'wrong';
}

/** One subject's score over all cases, each a count of right answers. */
export type Tally = {
  cases: number;
  owner: number;
  wrong: number;
  unsure: number;
  kind: number;
  severity: number;
  action: number;
};

/** Counts right answers. The action is right if the label's step is the first or second that the subject gives. */
export function tally(marked: readonly Marked[]): Tally {
  const count = (test: (one: Marked) => boolean) => marked.filter(test).length;
  const owner = (mark: OwnerMark) =>
    count(({ right, answered }) => ownerMark(right.owner, answered.owner) === mark);
  return {
    cases: marked.length,
    owner: owner('right'),
    wrong: owner('wrong'),
    unsure: owner('unsure'),
    kind: count(({ right, answered }) => right.kind === answered.kind),
    severity: count(({ right, answered }) => right.severity === answered.severity),
    action: count(({ right, answered }) => answered.steps.slice(0, 2).includes(right.action)),
  };
}

/** What differs from the label, in words; empty if nothing does. */
export function misses({ right, answered }: Marked): string[] {
  const differ = (what: string, was: unknown, is: unknown) =>
    was === is ? [] : [`${what} ${String(is ?? 'none')} instead of ${String(was ?? 'none')}`];
  const first = answered.steps.slice(0, 2);
  return [
    ...differ('owner', right.owner, answered.owner),
    ...differ('kind', right.kind, answered.kind),
    ...differ('severity', right.severity, answered.severity),
    ...(first.includes(right.action) ? [] : [`begins with ${first.join(', ')} instead of ${right.action}`]),
  ];
}
