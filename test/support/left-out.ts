import type { Reporter, TestModule } from 'vitest/node';

const sign = ' LEFT OUT: ';

/** The name of a suite that this machine cannot run; `lack` says what is missing and how to get it. */
export const leftOut = (about: string, lack: string): string => `${about}${sign}${lack}`;

/** Says below the summary what this machine could not test and how it can, for a skipped test is easily overlooked. */
export const sayLeftOut: Reporter = {
  onTestRunEnd(modules) {
    const lacks = new Set(modules.flatMap(lacksOf));
    if (lacks.size > 0) console.log(['LEFT OUT, then run npm test again:', ...lacks, ''].join('\n  '));
  },
};

const lacksOf = ({ children }: TestModule): string[] =>
  [...children.allSuites()].flatMap(({ name }) => name.split(sign)[1] ?? []);
