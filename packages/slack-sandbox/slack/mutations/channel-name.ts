import type { Team } from '../team.ts';

const longestName = 80;

/** Why a channel can't have this name, as Slack's error; null if it can. Archived channels keep their names. */
export function nameProblem(team: Team, name: string): string | null {
  if (name === '') return 'invalid_name_required';
  if ([...name].length > longestName) return 'invalid_name_maxlength';
  if (!/^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]+$/u.test(name)) return 'invalid_name_specials';
  if (/^[_-]+$/u.test(name)) return 'invalid_name_punctuation';
  return team.channelNamed(name) === null ? null : 'name_taken';
}
