import type { Diagnosis } from '../domain/triage/diagnosis.ts';
import { diagnosisLines, probeLine, trailLine } from '../domain/triage/format.ts';

/** The diagnosis for a terminal: the five lines, the check results, the reasoning, the steps. */
export function diagnosisText(diagnosis: Diagnosis): string {
  const steps = diagnosis.steps.flatMap(({ title, commands, undo, otherwise }, i) => [
    `${i + 1}. ${title}`,
    ...commands.map(indented),
    ...(undo ? ['   Undo:', indented(undo)] : []),
    ...(otherwise ? [`   Can't do this? ${otherwise}`] : []),
  ]);
  return [
    ...diagnosisLines(diagnosis),
    '',
    'Check results',
    ...diagnosis.probes.map((probe) => `  ${marks[probe.outcome]} ${probeLine(probe)}`),
    '',
    'Reasoning',
    ...diagnosis.trail.map((entry) => `  ${trailLine(entry)}`),
    ...(steps.length > 0 ? ['', 'Next steps', ...steps.map((line) => `  ${line}`)] : []),
  ].join('\n');
}

/** 0 healthy, 1 a problem found, 2 can't tell. */
export function triageExitCode({ owner }: Diagnosis): number {
  switch (owner) {
    case 'nobody':
      return 0;
    case 'intercom':
    case 'ours':
      return 1;
    case 'unknown':
      return 2;
  }
}

const indented = (command: string) => command.replace(/^/gm, '     ');

const marks = { ok: 'ok ', bad: 'BAD', unknown: '?  ', not_run: '-  ' } as const;
