import { describe } from 'vitest';
import { leftOut } from './left-out.ts';

/**
 * A suite that needs something of the machine: `lack` says what is missing and how to get it, null that all is there.
 * What is left out is told at the end of the run.
 */
export function describeWith(lack: string | null, about: string, tests: () => void): void {
  if (lack === null) describe(about, tests);
  else describe.skip(leftOut(about, lack), tests);
}
