/**
 * One thing that was looked at. `unknown`: it could not be told; `unset`: it is not looked at, for want of a setting.
 * `todo`: what to do and where; or, where nothing can be checked from here, what to compare with; of one line or more.
 */
export type Finding =
  | { readonly kind: 'fine'; readonly what: string; readonly seen: string }
  | {
      readonly kind: 'failed' | 'unknown' | 'unset' | 'compare';
      readonly what: string;
      readonly seen: string;
      readonly todo: string;
    };

/** It is as it should be. */
export const fine = (what: string, seen: string): Finding => ({ kind: 'fine', what, seen });

/** It is not, and a person has to do something. */
export const failed = (what: string, seen: string, todo: string): Finding => ({
  kind: 'failed',
  what,
  seen,
  todo,
});

/** Nobody can tell whether it is. */
export const unknown = (what: string, seen: string, todo: string): Finding => ({
  kind: 'unknown',
  what,
  seen,
  todo,
});

/** It is not looked at, for want of a setting. */
export const unset = (what: string, seen: string, todo: string): Finding => ({
  kind: 'unset',
  what,
  seen,
  todo,
});

/** A person has to look. */
export const compare = (what: string, seen: string, todo: string): Finding => ({
  kind: 'compare',
  what,
  seen,
  todo,
});

const labels = { fine: 'ok  ', failed: 'FAIL', unknown: '?   ', unset: '-   ', compare: 'look' } as const;

/** The findings as lines, those that ask for something with what to do. */
export const findingLines = (findings: readonly Finding[]): string[] =>
  findings.flatMap((finding) => {
    const line = `${labels[finding.kind]}  ${finding.what}: ${finding.seen}`;
    if (finding.kind === 'fine') return [line];
    return [line, ...finding.todo.split('\n').map((todo, i) => `      ${i === 0 ? '→' : ' '} ${todo}`)];
  });
