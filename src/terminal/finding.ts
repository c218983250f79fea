/**
 * One thing that was looked at. `todo`: what to do and where, when it failed; or, where nothing can be checked from
 * here, what to compare with; of one line or more.
 */
export type Finding =
  | { readonly kind: 'fine'; readonly what: string; readonly seen: string }
  | {
      readonly kind: 'failed' | 'compare';
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

/** A person has to look. */
export const compare = (what: string, seen: string, todo: string): Finding => ({
  kind: 'compare',
  what,
  seen,
  todo,
});

const labels = { fine: 'ok  ', failed: 'FAIL', compare: 'look' } as const;

/** The findings as lines, those that ask for something with what to do. */
export const findingLines = (findings: readonly Finding[]): string[] =>
  findings.flatMap((finding) => {
    const line = `${labels[finding.kind]}  ${finding.what}: ${finding.seen}`;
    if (finding.kind === 'fine') return [line];
    return [line, ...finding.todo.split('\n').map((todo, i) => `      ${i === 0 ? '→' : ' '} ${todo}`)];
  });
