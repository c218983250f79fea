import type { Incident } from '../../incident/incident.ts';
import { isOpen } from '../../incident/status.ts';

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
