import { z } from 'zod';
import { type Episode, proposed, waits } from './episode.ts';
import { type EpisodeId, episodeIdSchema, type IncidentId, type Millis, millisSchema } from './ids.ts';
import type { Diagnosis } from './triage/diagnosis.ts';
import { isWorse, sameTrouble, signOf } from './verdict.ts';

/**
 * What the watch knows between two checks, beside its episodes. Times are UTC ms. `suspectSince`: the check before
 * told of trouble that nobody has been told of. A spell is bad checks without a long calm between them; it has the
 * episodes `after` this one (0: all).
 */
export const watchSchema = z.object({
  suspectSince: millisSchema.nullable(),
  lastBadAt: millisSchema.nullable(),
  after: episodeIdSchema.or(z.literal(0)),
});
export type Watch = z.infer<typeof watchSchema>;

/** Nothing is known yet. */
export const quiet: Watch = { suspectSince: null, lastBadAt: null, after: 0 };

/** One check; `calmMs`: how long without a bad one ends a spell. */
export type Seen = { readonly diagnosis: Diagnosis; readonly at: Millis; readonly calmMs: number };

/** The watch after a check, with the episodes that are new or changed: each has to be shown. */
export type WatchStep = { readonly watch: Watch; readonly changed: readonly Episode[] };

/** How many of the latest episodes the watch goes by. */
export const episodesLookedAt = 20;

/** How soon the same trouble, back after a recovery, is told in a message of its own again, ms. */
const tellAgainMs = 30 * 60_000;

/** How long without a bad check ends a spell, ms, when the checks are this far apart. */
export const calmAfter = (everyMs: number): number => Math.max(30 * 60_000, 3 * everyMs);

/**
 * The watch after one more check. Two checks in a row with trouble that nobody has been told of make an episode: any
 * trouble at the start of a spell, later only another trouble or a worse one. `recent`: the latest episodes, oldest
 * first. Pure.
 */
export function watched(watch: Watch, recent: readonly Episode[], seen: Seen): WatchStep {
  switch (signOf(seen.diagnosis)) {
    case 'unclear':
      return { watch, changed: [] };
    case 'good':
      return {
        watch: { ...watch, suspectSince: null },
        changed: ended(recent, { kind: 'recovered', at: seen.at }),
      };
    case 'bad':
      return bad(watch, recent, seen);
  }
}

/** The watch while people are at work on an open incident: nothing is proposed, and nothing from before counts after it. */
export const interrupted = (recent: readonly Episode[], incident: IncidentId): WatchStep => ({
  watch: startingAfter(recent),
  changed: ended(recent, { kind: 'overtaken', incident }),
});

/** Those that wait, with an end that no person gave them. */
const ended = (recent: readonly Episode[], answer: Episode['answer']): Episode[] =>
  recent.filter(waits).map((one) => ({ ...one, answer }));

const latestOf = (recent: readonly Episode[]): EpisodeId | 0 => recent.at(-1)?.id ?? 0;
const startingAfter = (recent: readonly Episode[]): Watch => ({ ...quiet, after: latestOf(recent) });

function bad(before: Watch, recent: readonly Episode[], seen: Seen): WatchStep {
  const { at, diagnosis, calmMs } = seen;
  const over = before.lastBadAt !== null && at - before.lastBadAt > calmMs;
  const watch = { ...(over ? startingAfter(recent) : before), lastBadAt: at };
  const spell = recent.filter(({ id, answer }) => id > watch.after && answer?.kind !== 'opened');
  const news = newsIn(spell, seen);
  if (news === 'known') return { watch: { ...watch, suspectSince: null }, changed: [] };
  if (watch.suspectSince === null) return { watch: { ...watch, suspectSince: at }, changed: [] };
  const settled = { ...watch, suspectSince: null };
  if (news !== 'new')
    return { watch: settled, changed: [{ ...news, diagnosis, answer: null, cameBackAt: at }] };
  const firstBadAt = Math.min(watch.suspectSince, at) as Millis;
  const id = episodeIdSchema.parse(Math.max(firstBadAt, latestOf(recent) + 1));
  const earlier = spell.findLast((one) => sameTrouble(one.diagnosis, diagnosis));
  const worseThan = earlier && isWorse(diagnosis.severity, earlier.worst) ? earlier.worst : null;
  const fresh = proposed(id, { firstBadAt, at, diagnosis, worseThan });
  return { watch: settled, changed: [...ended(recent, { kind: 'replaced', episode: id }), fresh] };
}

/**
 * Whether people know of it: they have been told of this trouble, as bad or worse, and it waits for an answer or was
 * dismissed. Back after a recovery it is told in the same message, and in a new one when that is old.
 */
function newsIn(spell: readonly Episode[], { diagnosis, at }: Seen): 'known' | 'new' | Episode {
  const told = spell.filter(
    (one) => sameTrouble(one.diagnosis, diagnosis) && !isWorse(diagnosis.severity, one.worst),
  );
  const latest = told.at(-1);
  if (!latest) return 'new';
  if (spell.some(waits) || told.some(({ answer }) => answer?.kind === 'dismissed')) return 'known';
  // A distance, for the clock may have been set back since.
  return Math.abs(at - latest.proposedAt) < tellAgainMs ? latest : 'new';
}
