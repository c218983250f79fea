import type { RequestStage } from '../../domain/triage/observation.ts';

/** Where a request is, and the ms that each stage it has left took. */
export type Progress = {
  enter(stage: RequestStage): void;
  stage(): RequestStage;
  /** Milliseconds since the request began. */
  elapsed(): number;
  stages(): Partial<Record<RequestStage, number>>;
};

/** Starts the clock of one request, in stage `dns`. */
export function startProgress(): Progress {
  const began = performance.now();
  const took: Partial<Record<RequestStage, number>> = {};
  let current: RequestStage = 'dns';
  let entered = began;
  const sinceEntered = () => (took[current] ?? 0) + Math.round(performance.now() - entered);
  return {
    enter(stage) {
      if (stage === current) return;
      took[current] = sinceEntered();
      current = stage;
      entered = performance.now();
    },
    stage: () => current,
    elapsed: () => Math.round(performance.now() - began),
    stages: () => ({ ...took, [current]: sinceEntered() }),
  };
}
