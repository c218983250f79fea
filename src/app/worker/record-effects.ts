import type { EffectTable } from './attempt.ts';
import { done } from './outcome.ts';

/** What asks nothing of anybody but the record: promises whose time has come, and what waited until it could be read. */
export const recordEffects: Pick<EffectTable, 'wake' | 'check_response' | 'check_comms_lead' | 'take_up'> = {
  wake: async ({ effect }) => done({ type: 'remind', due: effect.due }),
  check_response: async ({ effect }) => done({ type: 'check_response', due: effect.due }),
  check_comms_lead: async ({ effect }) => done({ type: 'check_comms_lead', due: effect.due }),
  take_up: async ({ effect: { by, heard: command } }) => done({ type: 'take_up', by, command }),
};
