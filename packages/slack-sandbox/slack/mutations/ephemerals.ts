import type { Ephemeral } from '../model.ts';
import type { World } from '../world.ts';

/** Shows a message to one person only. The app isn't told. */
export function addEphemeral(world: World, shown: Omit<Ephemeral, 'ts'>): Ephemeral {
  const ephemeral: Ephemeral = { ts: world.timestamps.next(), ...shown };
  const { ephemerals } = world.team;
  ephemerals.push(ephemeral);
  if (ephemerals.length > world.settings.keep) ephemerals.shift();
  world.pulse.notify();
  return ephemeral;
}

/** Removes it from the person's screen. */
export function removeEphemeral(world: World, ts: string): void {
  const index = world.team.ephemerals.findIndex((other) => other.ts === ts);
  if (index >= 0) world.team.ephemerals.splice(index, 1);
  world.pulse.notify();
}
