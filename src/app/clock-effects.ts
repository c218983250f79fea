import type { EffectTable } from './attempt.ts';
import { done } from './outcome.ts';

/** The promises whose time has come: nothing is asked of anybody for them. */
export const clockEffects: Pick<EffectTable, 'wake' | 'check_response'> = {
  wake: async ({ effect }) => done({ type: 'remind', due: effect.due }),
  check_response: async ({ effect }) => done({ type: 'check_response', due: effect.due }),
};
