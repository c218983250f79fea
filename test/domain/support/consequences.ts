import type { Owed } from '../../../src/domain/effects/owed.ts';
import { react } from '../../../src/domain/effects/react.ts';
import { start } from './fixtures.ts';
import { incidentOf, type Past, record } from './given.ts';

/** What the last event of a past leads to, as `type of/user/ts @minute after the start`. */
export function consequences(...past: readonly Past[]): string[] {
  const last = record(past).at(-1);
  return last ? react(incidentOf(...past), last).map(inWords) : [];
}

function inWords(owed: Owed): string {
  if ('drop' in owed) return `drop ${owed.drop.type}`;
  const { type, ...facts } = owed.owe;
  const about = 'due' in facts ? [] : Object.values(facts).map(String);
  return [type, ...about, `@${(owed.due - start) / 60_000}`].join(' ');
}
