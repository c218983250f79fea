import type { RequestStage } from '../../domain/triage/observation.ts';

/** Which stage a request is in, and how many ms each completed stage took. */
export type Progress = {
  enter(stage: RequestStage): void;
  stage(): RequestStage;
  /** Milliseconds since the request began. */
  elapsed(): number;
  stages(): Partial<Record<RequestStage, number>>;
};

/** Starts the clock of one request, at stage `dns`. */
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
