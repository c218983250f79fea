import { createContext, useContext } from 'react';
import type { JsonObject } from '../../slack/json.ts';
import type { Entry } from './entry.ts';

/** Names an element: its block and its action. */
export type Spot = { readonly blockId: string; readonly actionId: string };

/** What interactive elements stand on (a message, a modal, the Home tab): their entries, and what becomes of them. */
export type Surface = {
  readonly kind: 'message' | 'modal' | 'home';
  /** The channel of the message, or null. */
  readonly channel: string | null;
  readonly entry: (spot: Spot, element: JsonObject) => Entry;
  /** Keeps an entry that the app does not hear of at once. */
  readonly enter: (spot: Spot, entry: Entry) => void;
  /** Acts on an element that the app hears of at once. */
  readonly press: (spot: Spot, entry: Entry) => Promise<void>;
  /** Asks the app what an external select offers for what was typed; null when it gave nothing usable. */
  readonly suggest: (spot: Spot, typed: string) => Promise<JsonObject | null>;
  /** Whether the app is being told of this element. */
  readonly pending: (spot: Spot) => boolean;
  /** What the app said is wrong in this block, or null. */
  readonly error: (blockId: string) => string | null;
};

const Context = createContext<Surface | null>(null);

/** Gives a `Surface` to the blocks that stand on it. */
export const SurfaceProvider = Context.Provider;

/** The surface this element stands on. Throws outside of `SurfaceProvider`. */
export function useSurface(): Surface {
  const surface = useContext(Context);
  if (surface === null) throw new Error('This element stands outside of a SurfaceProvider.');
  return surface;
}

/** The element's place in these blocks. */
export function spotOf(block: JsonObject, element: JsonObject): Spot {
  return { blockId: String(block.block_id ?? ''), actionId: String(element.action_id ?? '') };
}

/** A spot as one key. */
export const spotKey = ({ blockId, actionId }: Spot): string => JSON.stringify([blockId, actionId]);
