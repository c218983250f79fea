import type { Severity } from '../incident/severity.ts';
import type { Owner } from '../triage/diagnosis.ts';
import type { Region } from '../triage/observation.ts';
import type { World } from './simulated-world.ts';

/** What somebody tells: a colleague, a customer, a log. Plain text; a request_id in it stands as Intercom writes it. */
export type ScriptLine = { readonly who: string; readonly text: string };

/** From minute `at` of the drill on: another state of the world, something that is told, or both. */
export type DrillStage = { readonly at: number; readonly world?: World; readonly says?: ScriptLine };

/** What was really wrong, told in the review and nowhere before it. */
export type Truth = {
  /** The diagnosis that is right, by its owner and kind, from this minute on; before it nobody can know. */
  readonly owner: Owner;
  readonly kind: string;
  readonly visibleFrom: number;
  readonly severity: Severity;
  /** What was wrong, and what made it hard, in a sentence or two. */
  readonly cause: string;
  /** The real incident behind it, with its date, and where the drill differs from it. */
  readonly drawnFrom: string;
};

/** One outage to practise on. `name` and `about` are read before it, so they give nothing away. */
export type Script = {
  readonly name: string;
  readonly about: string;
  /** Where the workspace of the drill is hosted. */
  readonly region: Region;
  /** What the person who starts it hears. */
  readonly symptom: ScriptLine;
  readonly truth: Truth;
  /** In the order of time; the first is at minute 0 and has a world. */
  readonly stages: readonly [DrillStage & { readonly at: 0; readonly world: World }, ...DrillStage[]];
};
