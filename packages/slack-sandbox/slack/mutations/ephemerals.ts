import type { Ephemeral } from '../model.ts';
import type { WorkspaceState } from '../workspace-state.ts';

/** Shows a message to one person only. The app isn't told. */
export function addEphemeral(state: WorkspaceState, shown: Omit<Ephemeral, 'ts'>): Ephemeral {
  const ephemeral: Ephemeral = { ts: state.timestamps.next(), ...shown };
  const { ephemerals } = state.team;
  ephemerals.push(ephemeral);
  if (ephemerals.length > state.settings.keep) ephemerals.shift();
  state.pulse.notify();
  return ephemeral;
}

/** Removes it from the person's screen. */
export function removeEphemeral(state: WorkspaceState, ts: string): void {
  const index = state.team.ephemerals.findIndex((other) => other.ts === ts);
  if (index >= 0) state.team.ephemerals.splice(index, 1);
  state.pulse.notify();
}
