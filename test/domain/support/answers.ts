import { expect } from 'vitest';
import { isRefusal } from '../../../src/domain/incident/refusal.ts';
import { dismissed, type Episode, opened } from '../../../src/domain/watch/episode.ts';
import { alice, incident7 } from './fixtures.ts';
import type { Watching } from './watching.ts';

/** The one episode; more, or none, fail the test. */
export const only = (episodes: readonly Episode[]): Episode => {
  const [one, ...more] = episodes;
  if (!one || more.length > 0) expect.fail(`not one episode but ${episodes.length}`);
  return one;
};

/** Alice says of the one proposal that waits that it is no incident. */
export function dismiss(watching: Watching): void {
  const answered = dismissed(only(watching.waiting), alice);
  if (isRefusal(answered)) expect.fail(answered.refused);
  watching.keep(answered);
}

/** Alice opens INC-7 from the one proposal that waits. */
export function open(watching: Watching): void {
  const answered = opened(only(watching.waiting), alice, incident7);
  if (isRefusal(answered)) expect.fail(answered.refused);
  watching.keep(answered);
}
