import type { GroupId } from '../ids.ts';
import { isMoreSevere, type Severity } from '../severity.ts';
import { isOpen, type Status } from '../status.ts';

/** The call of a user group: for which severity, by which event (`seq`), and whether it has been made. */
export type OncallCall = { readonly severity: Severity; readonly seq: number; readonly called: boolean };

/** By user group. */
export type OncallCalls = ReadonlyMap<GroupId, OncallCall>;

/** Whether a user group has been called for an incident. */
export const oncallCalled = ({ oncall }: { readonly oncall: OncallCalls }, group: GroupId): boolean =>
  oncall.get(group)?.called ?? false;

/** The call that the event `of` asked for; null if a later one asks for the same group. */
export function oncallOf(
  { oncall }: { readonly oncall: OncallCalls },
  of: number,
): (OncallCall & { readonly group: GroupId }) | null {
  for (const [group, call] of oncall) if (call.seq === of) return { ...call, group };
  return null;
}

/** Whether a call should still be made: the incident is open, and at least that severe. */
export const callIsDue = (
  { status, severity }: { readonly status: Status; readonly severity: Severity },
  call: OncallCall,
): boolean => !call.called && isOpen(status) && !isMoreSevere(call.severity, severity);
