import type { Diagnosis, Owner, ProbeReport, RateLimitReading, TrailEntry } from './diagnosis.ts';

/** The owner as people read it after `Whose problem:`. */
export function ownerWord(owner: Owner): string {
  switch (owner) {
    case 'intercom':
      return 'Intercom';
    case 'ours':
      return 'Ours';
    case 'nobody':
      return "Nobody's";
    case 'unknown':
      return 'Cannot tell';
  }
}

/** The same with the confidence of its diagnosis, if it comes from one. */
export const ownerTold = (verdict: {
  readonly owner: Owner;
  readonly diagnosis: Diagnosis | null;
}): string =>
  verdict.diagnosis
    ? `${ownerWord(verdict.owner)} (${verdict.diagnosis.confidence} confidence)`
    : ownerWord(verdict.owner);

/** The five lines of a diagnosis, exactly as the triage message has them in its `text`. */
export function diagnosisLines(diagnosis: Diagnosis): string[] {
  return [
    `Whose problem: ${ownerWord(diagnosis.owner)}`,
    `Cause: ${diagnosis.cause}`,
    `Do now: ${diagnosis.action}`,
    `Confidence: ${diagnosis.confidence}`,
    `Suggested severity: ${severityWord(diagnosis)}`,
  ];
}

function severityWord({ severity, owner }: Diagnosis): string {
  return severity ?? (owner === 'nobody' ? 'none' : 'not known yet');
}

/** One probe on one line: label, what it saw, and the facts that support asks for. */
export function probeLine(probe: ProbeReport): string {
  const facts = [
    probe.ms === null ? null : `${Math.round(probe.ms)} ms`,
    probe.code,
    probe.requestId === null ? null : `request_id ${probe.requestId}`,
    probe.rateLimit === null ? null : rateLimitWords(probe.rateLimit),
  ].filter((fact) => fact !== null && fact !== '' && !probe.summary.includes(fact));
  return [`${probe.label}: ${probe.summary}`, ...facts].join(' · ');
}

/** What is left of the rate-limit window: `1666 of 1667 left`. Empty if the headers said nothing. */
export function rateLimitWords({ limit, remaining }: RateLimitReading): string {
  if (remaining === null) return limit === null ? '' : `limit ${limit}`;
  return limit === null ? `${remaining} left` : `${remaining} of ${limit} left`;
}

/** One question with its answer and the reason: `Did Intercom's API respond? Yes: 503 after 120 ms`. */
export function trailLine(entry: TrailEntry): string {
  const answer = { yes: 'Yes', no: 'No', unknown: 'Cannot tell' }[entry.answer];
  return `${entry.question} ${answer}: ${entry.because}`;
}
