import type { Confidence, Diagnosis, TrailEntry } from './diagnosis.ts';
import { titleOf } from './facts/page.ts';
import { postedOf } from './facts/posted.ts';
import type { Leaf } from './leaves/leaf.ts';
import type { Observations, PastCheck } from './observation.ts';
import type { Tree } from './question.ts';
import { probeReports } from './report.ts';
import { sampleOf } from './sample.ts';
import { stepsFor } from './steps.ts';
import { factsOf, fill } from './template.ts';
import { tree as ourTree } from './tree.ts';

/**
 * The diagnosis that the observations lead to. Pure: the same observations always give the same diagnosis. `history`:
 * earlier checks, newest last, if the caller keeps them; it tells "healthy" from "recovered" and "intermittent".
 */
export function diagnose(
  observed: Observations,
  history: readonly PastCheck[] = observed.history ?? [],
  tree: Tree = ourTree,
): Diagnosis {
  const observations = { ...observed, history };
  const { id, leaf, trail } = walk(tree, observations);
  const facts = factsOf(observations);
  const posted = mayBeTheirs(leaf) ? postedOf(leaf.cause, observations) : null;
  return {
    leaf: id,
    owner: leaf.owner,
    kind: leaf.kind,
    cause: fill(leaf.cause, facts),
    action: fill(leaf.action, facts),
    ...(leaf.warns && { warns: true }),
    confidence: lowered(leaf.confidence, trail),
    severity: leaf.severity,
    trail,
    probes: probeReports(observations),
    steps: stepsFor(leaf.steps, facts),
    sample: sampleOf(observations),
    ...(observations.identity?.appId && { appId: observations.identity.appId }),
    ...(posted && { posted: { id: posted.id, title: titleOf(posted) } }),
  };
}

const mayBeTheirs = ({ owner }: Leaf): boolean => owner === 'intercom' || owner === 'unknown';

function walk(tree: Tree, observations: Observations): { id: string; leaf: Leaf; trail: TrailEntry[] } {
  const trail: TrailEntry[] = [];
  let id = tree.root;
  while (trail.length <= Object.keys(tree.questions).length) {
    const leaf = tree.leaves[id];
    if (leaf !== undefined) return { id, leaf, trail };
    const question = tree.questions[id];
    if (question === undefined) throw new Error(`The triage tree leads to "${id}", which does not exist.`);
    const { answer, because } = question.by(observations);
    trail.push({ id, question: question.ask, answer, because });
    id = question[answer];
  }
  throw new Error(`The triage tree goes round in circles at "${id}".`);
}

/** Unknown answers on the path, however many, lower the confidence of the diagnosis by one step. */
function lowered(confidence: Confidence, trail: readonly TrailEntry[]): Confidence {
  if (!trail.some(({ answer }) => answer === 'unknown')) return confidence;
  return confidence === 'high' ? 'medium' : 'low';
}
