import type { Answer } from '../diagnosis.ts';
import type { Observations } from '../observation.ts';

/** The answer to a question about the observations, and the reason for it. */
export type Finding = { answer: Answer; because: string };

/** A question's rule: pure, and `unknown` if the observation that would tell is missing. */
export type Fact = (observations: Observations) => Finding;

export const yes = (because: string): Finding => ({ answer: 'yes', because });
export const no = (because: string): Finding => ({ answer: 'no', because });
export const unknown = (because: string): Finding => ({ answer: 'unknown', because });

/** `yes` or `no`, for a test that always has an answer. */
export const whether = (test: boolean, because: string): Finding => (test ? yes(because) : no(because));
