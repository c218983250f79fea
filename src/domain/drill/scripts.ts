import type { Script, ScriptLine } from './script.ts';
import { intercomScripts } from './scripts/intercom.ts';
import { ourScripts } from './scripts/ours.ts';
import type { World } from './simulated-world.ts';

/** Every drill there is. Ours and Intercom's alternate, so that the order gives nothing away. */
export const scripts: readonly Script[] = intercomScripts.flatMap((script, i) => [
  script,
  ...(ourScripts[i] ? [ourScripts[i]] : []),
]);

/** What people can read about the drills before playing one: name and one line each, nothing about what is wrong. */
export const drillList = (): { readonly name: string; readonly about: string }[] =>
  scripts.map(({ name, about }) => ({ name, about }));

/** The script with this name; null if this version doesn't have it. */
export const scriptNamed = (name: string): Script | null =>
  scripts.find((script) => script.name === name.toLowerCase()) ?? null;

/** A random script; `random` is from 0 to below 1, and comes from the edge. */
export function anyScript(random: number): Script {
  const picked = scripts[Math.floor(random * scripts.length)];
  if (!picked) throw new Error(`No drill can be picked by ${random}.`);
  return picked;
}

/** The state of the world that many ms after the start. */
export function worldAt({ stages }: Script, elapsedMs: number): World {
  const past = stages.filter(({ at }) => at * 60_000 <= elapsedMs);
  return past.findLast(({ world }) => world)?.world ?? stages[0].world;
}

/** The drill events in order, each with its ms since the start. */
export const storyOf = ({
  stages,
}: Script): readonly { readonly afterMs: number; readonly says: ScriptLine }[] =>
  stages.flatMap(({ at, says }) => (says ? [{ afterMs: at * 60_000, says }] : []));
