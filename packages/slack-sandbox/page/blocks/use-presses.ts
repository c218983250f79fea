import { useState } from 'react';
import type { Act } from '../../server/actions.ts';
import type { JsonObject } from '../../slack/json.ts';
import type { Send } from '../send.ts';
import type { PostedEntry } from './entry.ts';
import { type Spot, spotKey } from './surface.ts';

type Place = Extract<Act, { do: 'press' }>['place'];

type Presses = {
  readonly suggest: (spot: Spot, typed: string) => Promise<JsonObject | null>;
  readonly press: (spot: Spot, entry: PostedEntry) => Promise<void>;
  readonly pending: (spot: Spot) => boolean;
};

/** Acts on elements in this place, and tracks which ones the app is being told about. */
export function usePresses(send: Send, place: Place): Presses {
  const [pending, setPending] = useState<readonly string[]>([]);
  const press = async (spot: Spot, entry: PostedEntry) => {
    const key = spotKey(spot);
    setPending((before) => [...before, key]);
    await send({ do: 'press', place, ...spot, entry });
    setPending((before) => before.filter((other) => other !== key));
  };
  const suggest = async (spot: Spot, typed: string) => {
    const answer = await send({ do: 'suggest', place, ...spot, typed });
    return answer.ok ? (answer.options ?? null) : null;
  };
  return { press, suggest, pending: (spot) => pending.includes(spotKey(spot)) };
}
