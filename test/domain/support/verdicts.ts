import type { Diagnosis } from '../../../src/domain/triage/diagnosis.ts';
import { tree } from '../../../src/domain/triage/tree.ts';
import { outage } from './diagnoses.ts';

/** What triage finds at a leaf of the real tree; its texts are not filled in. */
export function foundAt(leaf: string): Diagnosis {
  const found = tree.leaves[leaf];
  if (!found) throw new Error(`There is no leaf ${leaf}.`);
  const { owner, kind, cause, action, confidence, severity } = found;
  return { ...outage, leaf, owner, kind, cause, action, confidence, severity };
}
