import type { PastCheck } from './observation.ts';
import { tree } from './tree.ts';

/**
 * A check as its caller has kept it, for the history that `diagnose` takes. `at` is UNIX ms. It failed if its verdict
 * was something to act on; P4 is a gap in what can be seen. A verdict that this version does not know counts by its owner.
 */
export function pastCheck({ at, leaf, owner }: Omit<PastCheck, 'failed'>): PastCheck {
  const known = tree.leaves[leaf];
  const failed =
    known === undefined
      ? owner === 'intercom' || owner === 'ours'
      : known.severity !== null && known.severity !== 'P4';
  return { at, leaf, owner, failed };
}
