import type { Handler } from '../../../src/app/worker/attempt.ts';
import { done } from '../../../src/app/worker/outcome.ts';

/** Effects of two lanes: the channel's, and the announcement's own. */
export const headline = { type: 'sync_headline' } as const;
export const announce = { type: 'announce' } as const;
export const topic = { type: 'set_topic' } as const;

/** Handlers that write down what they are given. */
export function written() {
  const delivered: string[] = [];
  const say: Handler = async ({ effect }) => {
    delivered.push('user' in effect ? `${effect.type} ${effect.user}` : effect.type);
    return done();
  };
  return { delivered, say };
}
