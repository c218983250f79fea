/** Whether a verdict says that everything works at this moment, though it has failed more than once before. */
export const isIntermittent = (leaf: string): boolean => intermittent.has(leaf);

const intermittent: ReadonlySet<string> = new Set([
  'comes_and_goes',
  'comes_and_goes_ours',
  'comes_and_goes_unclear',
]);
