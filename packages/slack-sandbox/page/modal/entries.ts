import type { JsonObject } from '../../slack/json.ts';
import type { PostedEntry } from '../blocks/entry.ts';
import { type Spot, spotOf } from '../blocks/surface.ts';
import { isObject } from '../read.ts';

type Entries = Record<string, Record<string, PostedEntry>>;

/** What a submitted modal contains: the entry of every input block, by block and action. */
export function submitted(
  blocks: readonly JsonObject[],
  entryOf: (spot: Spot, element: JsonObject) => PostedEntry,
): Entries {
  const entries: Entries = {};
  for (const block of blocks) {
    const { element } = block;
    if (block.type !== 'input' || !isObject(element)) continue;
    const spot = spotOf(block, element);
    entries[spot.blockId] = { [spot.actionId]: entryOf(spot, element) };
  }
  return entries;
}
