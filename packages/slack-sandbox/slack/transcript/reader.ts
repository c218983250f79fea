import type { Team } from '../team.ts';
import type { Reader } from '../text/dates.ts';

/** Who reads a transcript: their zone, the current time, and the workspace's names. */
export type TranscriptReader = Reader & { readonly team: Team };
