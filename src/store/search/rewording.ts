import { z } from 'zod';
import { fold } from '../../domain/evolve/evolve.ts';
import { newPassages, passagesIn } from '../../domain/find/passages.ts';
import { ownerMark, tellingOwner, termsOf } from '../../domain/find/wanted.ts';
import type { Recorded } from '../../domain/incident/events/events.ts';
import { incidentIdSchema } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';

/** The words that an incident gets, some of which it may have already, and those that it has no longer. */
export type Rewording = { readonly added: readonly string[]; readonly gone: readonly string[] };

/** What a change makes of the words; null if that's only to be seen by comparing all events. */
export function rewordingBy(
  before: Incident | null,
  after: Incident,
  recorded: readonly Recorded[],
): Rewording | null {
  const passages = newPassages(before, after, recorded);
  if (!passages) return null;
  const [was, is] = [before && ownerMark(tellingOwner(before)), ownerMark(tellingOwner(after))];
  return {
    added: [...termsOf(passages), ...(was === is ? [] : [is])],
    gone: was === null || was === is ? [] : [was],
  };
}

/** The difference between the words of some events and of others, of one incident. */
export function rewordingFrom(before: readonly Recorded[], after: readonly Recorded[]): Rewording {
  const [was, is] = [wordsOf(before), wordsOf(after)];
  return {
    added: [...is].filter((word) => !was.has(word)),
    gone: [...was].filter((word) => !is.has(word)),
  };
}

/** All words under which an incident with these events is found. */
function wordsOf(events: readonly Recorded[]): Set<string> {
  const incident = fold(events);
  return incident ? termsOf(passagesIn(incident, events)).add(ownerMark(tellingOwner(incident))) : new Set();
}

/** How many events are indexed at once: a few milliseconds of work, because commands wait for it. */
const eventsAtOnce = 60;

const staleRows = z.array(z.object({ id: incidentIdSchema, seq: z.number(), searched: z.number() }));

/** An incident that isn't in the index as it is: `searched` of its `seq` events are. */
export type Stale = z.infer<typeof staleRows>[number];

/** Of the rows of such incidents, as many as are taken up at once: at least one. */
export function staleAtOnce(rows: unknown): { stale: Stale[]; all: number } {
  const stale = staleRows.parse(rows);
  let left = eventsAtOnce;
  const end = stale.findIndex(({ seq }) => {
    left -= seq;
    return left < 0;
  });
  return { stale: stale.slice(0, end < 0 ? stale.length : Math.max(1, end)), all: stale.length };
}
