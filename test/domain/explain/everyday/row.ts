import type { Owner } from '../../../../src/domain/triage/diagnosis.ts';

/**
 * Something that people really paste, labelled by hand: whose problem it is, the key of the entry that has to come
 * first, and whether sending the same again can help. The labels were written before any answer was looked at; those of
 * `clients` and `short` came with a second round.
 */
export type Row = readonly [owner: Owner, key: string, retry: 'retry' | 'no retry', pasted: string];
