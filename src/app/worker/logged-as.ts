import type { Refusal } from '../../domain/incident/refusal.ts';
import type { Claim } from '../../store/claims.ts';

/** What the log calls an effect: its key, or of a private incident its type alone, for the key has the number. */
export const loggedAs = ({ key, effect, unnamed }: Pick<Claim, 'key' | 'effect' | 'unnamed'>): string =>
  unnamed ? `${effect.type} of a private incident` : key;

/** What the log says of a refusal, whose sentence has the number as well. */
export const loggedRefusal = (claim: Claim, { refused }: Refusal) => ({
  effect: loggedAs(claim),
  ...(!claim.unnamed && { why: refused }),
});
