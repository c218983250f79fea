import { redact } from '../text/redact.ts';
import { clip } from '../text/text.ts';

const address = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g;

/**
 * What was pasted, fit to be repeated: on one line, without secrets, and without email addresses, which are mostly
 * customers'. At most `max` characters.
 */
export function echo(pasted: string, max: number): string {
  const line = redact(pasted).replace(address, '[e-mail removed]').replace(/\s+/g, ' ').trim();
  return clip(line, max);
}
