import type { View } from '../../slack/views/views.ts';
import type { World } from '../../slack/world.ts';
import type { ShownView } from '../screen.ts';

/** The modal on top of a person's screen, or null. */
export function showModal(world: World, user: string): ShownView | null {
  const view = world.team.views.top(user);
  return view === null ? null : show(view, world.team.views.stack(user).length);
}

/** A person's Home tab, or null if the app hasn't published one. */
export function showHome(world: World, user: string): ShownView | null {
  const view = world.team.views.home(user);
  return view === null ? null : show(view, 0);
}

function show({ id, definition, blocks, values, errors }: View, depth: number): ShownView {
  return { id, definition, blocks, values, errors, depth };
}
