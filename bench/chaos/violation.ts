/**
 * What is wrong: something acknowledged is missing, something is there twice, a reminder came late, something waits and
 * nobody was told, something was posted when it wasn't true, the record and Slack differ, or something doesn't work at
 * all. `look`: where to look first.
 */
export type Violation = {
  readonly kind: 'lost' | 'twice' | 'late' | 'stalled' | 'untrue' | 'disagree' | 'broken';
  readonly incident: string;
  readonly what: string;
  readonly look: string;
};

/** Reports a violation if something that must be there once isn't there, or is there more often. */
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
