import { z } from 'zod';
import {
  type EpisodeId,
  episodeIdSchema,
  type IncidentId,
  type Millis,
  millisSchema,
} from '../incident/ids.ts';
import type { Diagnosis } from '../triage/diagnosis.ts';
import { type Episode, isUnanswered, proposed } from './episode.ts';
import { knownOf, milderBefore } from './known-outage.ts';
import { newsIn, signOf, verdictOf, verdictSchema } from './verdict.ts';

/**
 * Monitoring's state between two checks, besides its episodes. Times are UTC ms. `suspectSince`: the previous check
 * found a problem that nobody has been told about; since then, `unclear`: the checks that couldn't tell, `known`:
 * those with a problem that people know about. An outage has the episodes `after` this one (0 for all). `last`: the
 * previous check was bad; `well`: the good checks since two were bad in a row. `handled`: what still went on when
 * people finished their incident.
 */
export const watchSchema = z.object({
  suspectSince: millisSchema.nullable(),
  lastBadAt: millisSchema.nullable(),
  after: episodeIdSchema.or(z.literal(0)),
  unclear: z.number().int().nonnegative().default(0),
  known: z.number().int().nonnegative().default(0),
  last: verdictSchema.nullable().default(null),
  well: z.object({ since: millisSchema, checks: z.number().int().positive() }).nullable().default(null),
  handled: verdictSchema.nullable().default(null),
});
export type Watch = z.infer<typeof watchSchema>;

/** Nothing is known yet. */
export const newWatch: Watch = watchSchema.parse({ suspectSince: null, lastBadAt: null, after: 0 });

/** One check; `calmMs`: how long without a bad one ends an outage, however few checks there were. */
export type CheckResult = { readonly diagnosis: Diagnosis; readonly at: Millis; readonly calmMs: number };

/** The state after a check, with the episodes that are new or changed: each must be shown. */
export type WatchStep = { readonly watch: Watch; readonly changed: readonly Episode[] };

/** How many of the latest episodes monitoring considers. */
export const episodesLookedAt = 20;

/** An outage is over after this many good checks over this many ms, without two bad ones in a row between them. */
const wellAfter = { checks: 3, ms: 15 * 60_000 };

/** How many checks that can't tell, or find what people know, can come between two bad ones that count together. */
const mostBetween = 2;

/** How long without a bad check ends an outage, ms, if the checks are this far apart. */
export const calmAfter = (everyMs: number): number => Math.max(30 * 60_000, 3 * everyMs);

/**
 * The state after one more check. Two checks in a row with a problem that nobody has been told about make an episode:
 * any problem at the start of an outage, later only what is new; known problems don't count against it. `recent`: the
 * latest episodes, oldest first. Pure.
 */
export function watched(watch: Watch, recent: readonly Episode[], check: CheckResult): WatchStep {
  switch (signOf(check.diagnosis)) {
    case 'unclear':
      return { watch: unclear(watch), changed: [] };
    case 'good':
      return {
        watch: good(watch, recent, check),
        changed: ended(recent, { kind: 'recovered', at: check.at }),
      };
    case 'bad':
      return bad(watch, recent, check);
  }
}

/**
 * The state while people are working on an open incident: nothing is suggested, and nothing from before counts after
 * it. They know about what the last two checks in a row showed, if none was good since.
 */
export function interrupted(
  watch: Watch,
  recent: readonly Episode[],
  { diagnosis, at }: CheckResult,
  incident: IncidentId,
): WatchStep {
  const changed = ended(recent, { kind: 'overtaken', incident });
  const anew = startingAfter(recent);
  switch (signOf(diagnosis)) {
    case 'unclear':
      return { watch: { ...unclear(watch), after: anew.after, suspectSince: null }, changed };
    case 'good':
      return { watch: anew, changed };
    case 'bad': {
      const last = verdictOf(diagnosis);
      const handled = watch.last && newsIn(last, watch.last) === null ? last : watch.handled;
      return { watch: { ...anew, lastBadAt: at, last, handled }, changed };
    }
  }
}

/** Unanswered episodes, with an end that no person gave them. */
const ended = (recent: readonly Episode[], answer: Episode['answer']): Episode[] =>
  recent.filter(isUnanswered).map((one) => ({ ...one, answer }));

const latestOf = (recent: readonly Episode[]): EpisodeId | 0 => recent.at(-1)?.id ?? 0;
const startingAfter = (recent: readonly Episode[]): Watch => ({ ...newWatch, after: latestOf(recent) });

const canBridge = ({ unclear, known }: Watch): boolean => unclear + known < mostBetween;

/** If too many can't tell, a bad one before them is no longer the first of two. */
function unclear(watch: Watch): Watch {
  if (!watch.last) return watch;
  if (canBridge(watch)) return { ...watch, unclear: watch.unclear + 1 };
  return { ...watch, suspectSince: null, unclear: 0, known: 0, last: null };
}

/** What people know hides what they don't: a worse check before it is still the first of two. */
function bridging(settled: Watch, { suspectSince, unclear, known }: Watch): Watch {
  return { ...settled, suspectSince, unclear, known: known + 1 };
}

/**
 * What people had in an incident, they know about only until it's healthy once: then it's back, and nobody is working
 * on it.
 */
function good(watch: Watch, recent: readonly Episode[], { at }: CheckResult): Watch {
  // Counts from now if the clock was set back meanwhile.
  const since = Math.min(watch.well?.since ?? at, at) as Millis;
  const checks = (watch.well?.checks ?? 0) + 1;
  const isOver = checks >= wellAfter.checks && at - since >= wellAfter.ms;
  if (isOver) return startingAfter(recent);
  const opened = recent.findLast(({ answer }) => answer?.kind === 'opened')?.id ?? 0;
  const after = opened > watch.after ? opened : watch.after;
  return { ...newWatch, lastBadAt: watch.lastBadAt, after, well: { since, checks } };
}

function bad(before: Watch, recent: readonly Episode[], check: CheckResult): WatchStep {
  const { at, diagnosis, calmMs } = check;
  const isOver = before.lastBadAt !== null && at - before.lastBadAt > calmMs;
  const known = isOver ? startingAfter(recent) : before;
  const settled: Watch = {
    ...known,
    suspectSince: null,
    lastBadAt: at,
    unclear: 0,
    known: 0,
    last: verdictOf(diagnosis),
    // A single bad check isn't the outage again.
    well: known.last ? null : known.well,
  };
  const outage = { asked: recent.filter(({ id }) => id > known.after), handled: known.handled };
  const earlier = knownOf(outage, diagnosis, at);
  const { suspectSince } = known;
  if (earlier === 'known') {
    const isBridged = suspectSince !== null && canBridge(known);
    return { watch: isBridged ? bridging(settled, known) : settled, changed: [] };
  }
  if (suspectSince === null) return { watch: { ...settled, suspectSince: at }, changed: [] };
  if (earlier) return { watch: settled, changed: [{ ...earlier, diagnosis, answer: null, cameBackAt: at }] };
  const firstBadAt = Math.min(suspectSince, at) as Millis;
  const id = episodeIdSchema.parse(Math.max(firstBadAt, latestOf(recent) + 1));
  const worseThan = milderBefore(outage, diagnosis);
  const fresh = proposed(id, { firstBadAt, at, diagnosis, worseThan, unclearBetween: known.unclear });
  return { watch: settled, changed: [...ended(recent, { kind: 'replaced', episode: id }), fresh] };
}
