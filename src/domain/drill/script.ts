import type { Severity } from '../incident/severity.ts';
import type { Owner } from '../triage/diagnosis.ts';
import type { Region } from '../triage/observation.ts';
import type { World } from './simulated-world.ts';

/** What someone says: a colleague, a customer, a log. Plain text; a request_id in it looks as Intercom writes it. */
export type ScriptLine = { readonly who: string; readonly text: string };

/** From minute `at` of the drill on: another state of the world, a drill event, or both. */
export type DrillStage = { readonly at: number; readonly world?: World; readonly says?: ScriptLine };

/** What was really wrong, revealed only in the review. */
export type Truth = {
  /** The right diagnosis, by owner and kind, from this minute on; before it, nobody can know. */
  readonly owner: Owner;
  readonly kind: string;
  readonly visibleFrom: number;
  readonly severity: Severity;
  /** What was wrong, and what made it hard, in a sentence or two. */
  readonly cause: string;
  /** The real incident it's based on, with its date, and how the drill differs. */
  readonly drawnFrom: string;
};

/** One outage to practice on. `name` and `about` are read before it, so they give nothing away. */
export type Script = {
  readonly name: string;
  readonly about: string;
  /** Where the drill's workspace is hosted. */
  readonly region: Region;
  /** What the person who starts it reads. */
  readonly symptom: ScriptLine;
  readonly truth: Truth;
  /** In order of time; the first is at minute 0 and has a world. */
  readonly stages: readonly [DrillStage & { readonly at: 0; readonly world: World }, ...DrillStage[]];
};
