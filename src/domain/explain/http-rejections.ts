/** The reason for a 401 or 403, if only the message gives it: the code is often just `forbidden`. */
export type Rejection = 'allowlist' | 'plan' | 'scope';

/**
 * Reads the reason from a rejection's message; null if it names none. The exact code of the allowlist's 403 isn't
 * documented, so its message has to do ("Your IP address is not on the allowlist for API access").
 */
export function refusalReason(message: string): Rejection | null {
  if (/allow-?\s?list|white-?list|\bip address\b/i.test(message)) return 'allowlist';
  if (/\bplans?\b|subscription/i.test(message)) return 'plan';
  return /\bscopes?\b|not authori[sz]ed to access/i.test(message) ? 'scope' : null;
}
