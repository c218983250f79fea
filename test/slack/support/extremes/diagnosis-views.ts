import { episodeIdSchema, millisSchema } from '../../../../src/domain/incident/ids.ts';
import type { Diagnosis } from '../../../../src/domain/triage/diagnosis.ts';
import { type Episode, proposed } from '../../../../src/domain/watch/episode.ts';
import { checksCard, flappingMessage } from '../../../../src/slack/views/diagnosis/checks.ts';
import {
  diagnosisMessage,
  noDiagnosis,
  privateDiagnosis,
} from '../../../../src/slack/views/diagnosis/diagnosis.ts';
import { detailsAnswer, diagnosisDetails } from '../../../../src/slack/views/diagnosis/diagnosis-details.ts';
import { proposalMessage } from '../../../../src/slack/views/notices/proposal.ts';
import { entry } from '../diagnoses.ts';
import { at, bob, id, time } from '../incidents.ts';
import { type Extreme, on } from './extreme.ts';
import { longestDiagnosis, longestIncident } from './longest.ts';
import { longText, type TextKind } from './texts.ts';

function proposals(diagnosis: Diagnosis): Extreme[] {
  const firstBadAt = millisSchema.parse(time.now);
  const episode = episodeIdSchema.parse(firstBadAt);
  const answers: readonly Episode['answer'][] = [
    null,
    { kind: 'opened', by: bob, incident: id },
    { kind: 'dismissed', by: bob },
    { kind: 'recovered', at: firstBadAt },
    { kind: 'overtaken', incident: id },
    { kind: 'replaced', episode },
  ];
  const verdict = { firstBadAt, at: firstBadAt, diagnosis, worseThan: 'P3', unclearBetween: 2 } as const;
  return answers.flatMap((answer) => {
    const state = { ...proposed(episode, verdict), cameBackAt: firstBadAt, answer };
    return on(proposalMessage, answer?.kind ?? 'waiting', state, time);
  });
}

/** A diagnosis, its details and steps, the card of the checks, and what the watch proposes. */
export function diagnosisViews(kind: TextKind): Extreme[] {
  const diagnosis = longestDiagnosis(kind);
  const diagnosedAt = at('2026-11-21T14:02:00Z');
  const tick = { by: { kind: 'person', user: bob }, at: at('2026-11-21T14:04:00Z') } as const;
  const ticks = new Map(
    diagnosis.steps.map((step, i) => [
      step.id,
      i % 2 === 0 ? tick : { ...tick, by: { kind: 'bot' } as const },
    ]),
  );
  const incident = longestIncident(kind, { severity: 'P4' });
  const drilled = { ...incident, drill: { script: 'any', startedAt: diagnosedAt, partsTold: 0 } };
  const calm = { ...entry(diagnosis, ticks), calmed: { since: diagnosedAt, runs: 6 } };
  return [
    ...proposals(diagnosis),
    ...on(diagnosisMessage, '12 steps', incident, entry(diagnosis), 'UTC'),
    ...on(diagnosisMessage, '12 steps, all ticked', drilled, calm, 'UTC'),
    ...checksViews(kind, diagnosis),
    ...on(diagnosisDetails, '12 steps', incident, entry(diagnosis), 'UTC'),
    ...on(diagnosisDetails, '12 steps, all ticked', drilled, calm, 'UTC'),
    ...on(detailsAnswer, '12 steps', diagnosis, time.now, time),
    ...on(privateDiagnosis, '12 steps', diagnosis, time),
    ...on(noDiagnosis, 'no run'),
  ];
}

function checksViews(kind: TextKind, { leaf, owner }: Diagnosis): Extreme[] {
  const now = millisSchema.parse(time.now);
  const check = {
    at: now,
    leaf,
    owner,
    cause: longText(kind),
    sample: { ms: 59_999, failed: 99, total: 99 },
  };
  const stretches = Array.from({ length: 30 }, () => ({ ...check, since: now, runs: 999, anew: false }));
  const side = { owner, cause: longText(kind) };
  const flapping = { seq: 9, since: now, changes: 11, between: Array.from({ length: 6 }, () => side) };
  const steady = longestIncident(kind, { checks: [check], stretches });
  const incident = { ...steady, flapping, nextCheckAt: now };
  return [
    ...on(checksCard, 'steady', steady, time),
    ...on(checksCard, 'back and forth', incident, time),
    ...on(flappingMessage, 'six verdicts', incident, flapping, time),
  ];
}
