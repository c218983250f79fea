import type { PastCheck } from './observation.ts';
import { tree } from './tree.ts';

/**
 * A check as its caller kept it, for the history that `diagnose` takes. `at` is UNIX ms. It failed if its diagnosis was
 * something to act on; P4 is a gap in what can be seen. A leaf that this version doesn't know is judged by its owner.
 */
export function pastCheck({ at, leaf, owner }: Omit<PastCheck, 'failed'>): PastCheck {
  const known = tree.leaves[leaf];
  const failed =
    known === undefined
      ? owner === 'intercom' || owner === 'ours'
      : known.severity !== null && known.severity !== 'P4';
  return { at, leaf, owner, failed };
}
