import { useRef, useState } from 'react';
import type { ShownView } from '../../server/screen.ts';
import type { JsonObject } from '../../slack/json.ts';
import { type PostedEntry, shownEntry } from '../blocks/entry.ts';
import { type InteractiveSurface, type Spot, spotKey } from '../blocks/surface.ts';
import { usePresses } from '../blocks/use-presses.ts';
import type { Send } from '../send.ts';

/**
 * The surface of a modal or of the Home tab. Entries from this window take precedence over what the server last knew;
 * the server is told about each entry, so that it's still there when the app changes the view.
 */
export function useViewSurface(view: ShownView, kind: 'modal' | 'home', send: Send): InteractiveSurface {
  const entered = useRef<Record<string, PostedEntry>>({});
  const [, setChanges] = useState(0);
  const presses = usePresses(send, kind === 'home' ? { kind } : { kind, viewId: view.id });
  const keep = (spot: Spot, value: PostedEntry) => {
    entered.current[spotKey(spot)] = value;
    setChanges((count) => count + 1);
  };
  const entry = (spot: Spot, element: JsonObject) => {
    const own = entered.current[spotKey(spot)];
    return own === undefined ? shownEntry(element, view.values[spot.blockId]?.[spot.actionId]) : own;
  };
  return {
    kind,
    channel: null,
    entry,
    enter: (spot, value) => {
      keep(spot, value);
      void send({ do: 'enter', viewId: view.id, ...spot, entry: value });
    },
    press: async (spot, value) => {
      if (value !== null) keep(spot, value);
      await presses.press(spot, value);
    },
    suggest: presses.suggest,
    pending: presses.pending,
    error: (blockId) => view.errors[blockId] ?? null,
  };
}
