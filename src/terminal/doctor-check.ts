/**
 * One thing that was checked. `unknown`: it couldn't be determined; `unset`: it isn't checked, because a setting
 * isn't set. `todo`: what to do and where; or, where nothing can be checked from here, what to compare with; one line
 * or more. Null if another check says it.
 */
export type DoctorCheck =
  | { readonly kind: 'fine'; readonly what: string; readonly evidence: string }
  | {
      readonly kind: 'failed' | 'unknown' | 'unset' | 'compare';
      readonly what: string;
      readonly evidence: string;
      readonly todo: string | null;
    };

/** It's as it should be. */
export const fine = (what: string, evidence: string): DoctorCheck => ({ kind: 'fine', what, evidence });

/** It isn't, and a person has to do something. */
export const failed = (what: string, evidence: string, todo: string | null): DoctorCheck => ({
  kind: 'failed',
  what,
  evidence,
  todo,
});

/** Nobody can tell whether it is. */
export const undetermined = (what: string, evidence: string, todo: string | null): DoctorCheck => ({
  kind: 'unknown',
  what,
  evidence,
  todo,
});

/** It isn't checked, because a setting isn't set. */
export const unset = (what: string, evidence: string, todo: string | null): DoctorCheck => ({
  kind: 'unset',
  what,
  evidence,
  todo,
});

/** A person has to look. */
export const compare = (what: string, evidence: string, todo: string | null): DoctorCheck => ({
  kind: 'compare',
  what,
  evidence,
  todo,
});

const labels = { fine: 'ok  ', failed: 'FAIL', unknown: '?   ', unset: '-   ', compare: 'look' } as const;

/** The checks as lines, with what to do where something is needed. */
export const doctorLines = (checks: readonly DoctorCheck[]): string[] =>
  checks.flatMap((check) => {
    const line = `${labels[check.kind]}  ${check.what}: ${check.evidence}`;
    if (check.kind === 'fine' || check.todo === null) return [line];
    return [line, ...check.todo.split('\n').map((todo, i) => `      ${i === 0 ? '→' : ' '} ${todo}`)];
  });
