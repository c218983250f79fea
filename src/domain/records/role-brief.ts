import { latestDiagnosis } from '../incident/diagnoses.ts';
import type { Incident } from '../incident/incident.ts';
import { isOpen } from '../incident/status.ts';
import type { Step } from '../triage/diagnosis.ts';

/** What nobody has said yet, by the names of the fields that ask for it. */
export function unfilledFields({ status, impact, cause, action, fix }: Incident): string[] {
  const asked: readonly (readonly [string, unknown])[] = isOpen(status)
    ? [
        ['Impact', impact],
        ['Cause', cause],
        ['Action', action],
      ]
    : [
        ['Impact', impact],
        ['What fixed it', fix],
      ];
  return asked.flatMap(([field, value]) => (value ? [] : [field]));
}

/** The steps of the latest diagnosis that nobody has ticked. */
export function openSteps(incident: Incident): readonly Step[] {
  const latest = latestDiagnosis(incident);
  return latest ? latest.diagnosis.steps.filter(({ id }) => !latest.ticks.has(id)) : [];
}
