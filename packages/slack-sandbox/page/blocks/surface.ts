import { createContext, useContext } from 'react';
import type { JsonObject } from '../../slack/json.ts';
import type { PostedEntry } from './entry.ts';

/** Identifies an element: its block and its action. */
export type Spot = { readonly blockId: string; readonly actionId: string };

/** What contains interactive elements (a message, a modal, the Home tab): their entries, and what is done with them. */
export type InteractiveSurface = {
  readonly kind: 'message' | 'modal' | 'home';
  /** The channel of the message, or null. */
  readonly channel: string | null;
  readonly entry: (spot: Spot, element: JsonObject) => PostedEntry;
  /** Keeps an entry that the app isn't told about at once. */
  readonly enter: (spot: Spot, entry: PostedEntry) => void;
  /** Acts on an element that notifies the app at once. */
  readonly press: (spot: Spot, entry: PostedEntry) => Promise<void>;
  /** Asks the app what an external select offers for what was typed; null if it returned nothing usable. */
  readonly suggest: (spot: Spot, typed: string) => Promise<JsonObject | null>;
  /** Whether the app is being told about this element. */
  readonly pending: (spot: Spot) => boolean;
  /** The app's error for this block, or null. */
  readonly error: (blockId: string) => string | null;
};

const Context = createContext<InteractiveSurface | null>(null);

/** Provides a `InteractiveSurface` to the blocks on it. */
export const SurfaceProvider = Context.Provider;

/** The surface this element is on. Throws outside `SurfaceProvider`. */
export function useSurface(): InteractiveSurface {
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
