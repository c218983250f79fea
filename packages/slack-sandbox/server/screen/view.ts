import type { View } from '../../slack/views/views.ts';
import type { WorkspaceState } from '../../slack/workspace-state.ts';
import type { ShownView } from '../screen.ts';

/** The modal on top of a person's screen, or null. */
export function showModal(state: WorkspaceState, user: string): ShownView | null {
  const view = state.team.views.top(user);
  return view === null ? null : show(view, state.team.views.stack(user).length);
}

/** A person's Home tab, or null if the app hasn't published one. */
export function showHome(state: WorkspaceState, user: string): ShownView | null {
  const view = state.team.views.home(user);
  return view === null ? null : show(view, 0);
}

function show({ id, definition, blocks, values, errors }: View, depth: number): ShownView {
  return { id, definition, blocks, values, errors, depth };
}
