import type { Severity } from '../../incident/severity.ts';
import type { Source } from '../../sources.ts';
import type { Confidence, Owner } from '../diagnosis.ts';
import type { StepId } from '../steps.ts';

/**
 * Where the tree ends. `cause` and `action` are short sentences without a full stop, for the status headline; they may
 * use the `{placeholders}` of `template.ts`. `confidence` is what it is when every answer on the way was known.
 */
export type Leaf = {
  owner: Owner;
  kind: string;
  cause: string;
  action: string;
  /** Whether `action` says what not to do: then it stands above the steps wherever they do. */
  warns?: true;
  confidence: Confidence;
  severity: Severity | null;
  steps: readonly StepId[];
  /** Where its statements about Intercom or the network come from, besides what was observed. */
  from?: readonly Source[];
};
