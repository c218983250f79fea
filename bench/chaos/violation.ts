/**
 * What is wrong: something that was acknowledged is not there, something is there twice, a reminder came late, something
 * waits and nobody was told, something was said when it was not true, the record and Slack tell different stories, or
 * something does not work at all. `look`: where to look first.
 */
export type Violation = {
  readonly kind: 'lost' | 'twice' | 'late' | 'stalled' | 'untrue' | 'disagree' | 'broken';
  readonly incident: string;
  readonly what: string;
  readonly look: string;
};

/** Complains when something that must be there once is not there, or is there more often. */
export function once(
  incident: string,
  what: string,
  found: number,
  look: string,
  wanted: { readonly least: number; readonly most: number } = { least: 1, most: 1 },
): Violation[] {
  if (found < wanted.least) return [{ kind: 'lost', incident, what: `${what}: ${found}`, look }];
  if (found > wanted.most) return [{ kind: 'twice', incident, what: `${what}: ${found}`, look }];
  return [];
}
