import type { Severity } from '../../incident/severity.ts';
import type { Source } from '../../sources.ts';
import type { Confidence, Owner } from '../diagnosis.ts';
import type { StepId } from '../steps.ts';

/**
 * Where the tree ends. `cause` and `action` are short sentences without a full stop, for the status headline; they can
 * use the `{placeholders}` of `template.ts`. `confidence` applies if every answer on the path was known.
 */
export type Leaf = {
  owner: Owner;
  kind: string;
  cause: string;
  action: string;
  /** Whether `action` says what not to do: then it's shown above the steps wherever they are. */
  warns?: true;
  confidence: Confidence;
  severity: Severity | null;
  steps: readonly StepId[];
  /** The sources of its statements about Intercom or the network, besides what was observed. */
  from?: readonly Source[];
};
