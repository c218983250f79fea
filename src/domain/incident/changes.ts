import { AppendOnlyMap } from './append-only-map.ts';
import type { Recorded } from './events/events.ts';

/** For these, only the latest is news: the current value, not how it came about. Each update, though, is reported. */
export type ChangeKind = 'severity' | 'command' | 'end' | 'update';

/** What has become of an incident's changes, by the seqs of their events. */
export type Changes = {
  /** The latest change of each kind. */
  readonly latest: Readonly<Partial<Record<ChangeKind, number>>>;
  /** Changes that a later one of their kind has overtaken, and which one. */
  readonly overtaken: AppendOnlyMap<number, number>;
  /** Those of them that weren't posted as a line of their own, with the seq of the event that says so. */
  readonly leftOut: AppendOnlyMap<number, number>;
};

/** Before the first change. */
export const noChanges: Changes = {
  latest: {},
  overtaken: new AppendOnlyMap(),
  leftOut: new AppendOnlyMap(),
};

/** The skipped changes right before `of`, so that its line covers them as well (seqs, oldest first). Pure. */
export function leftOutBefore(changes: Changes, of: number): number[] {
  const earlier = changes.leftOut.keys().find((seq) => changes.overtaken.get(seq) === of);
  return earlier === undefined ? [] : [...leftOutBefore(changes, earlier), earlier];
}

/** Whether an update is already history: another one, or the end of the incident, came after it. Pure. */
export const isPastUpdate = (
  { changes: { latest } }: { readonly changes: Changes },
  { seq, event }: Recorded,
): boolean => event.type === 'update_posted' && ((latest.update ?? seq) > seq || (latest.end ?? 0) > seq);
