import fc from 'fast-check';
import { type PlainText, plainText } from '../../../src/domain/text/text.ts';

/** Lines that would break a document if they were taken as markup. */
const hostile = [
  '### Summary',
  '**Severity:** P4',
  '- [ ] Pay me - Bob - now',
  '- Conversations affected: 99',
  '1. one',
  '```',
  '---',
  '> said',
  '<b>bold</b> <!-- x',
  '[x](https://evil.example) ![i](j)',
  'تعطل الخدمة',
  '🔥👩‍🚒',
  '\\# \\[x\\] C:\\',
];

/** What people type, before it is cleaned: any characters, in lines, some of them hostile. */
const raw = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme', maxLength: 20 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((lines) => lines.join('\n'));

/** The same as it reaches the domain. */
export const text: fc.Arbitrary<PlainText> = raw.map(plainText);

/** A text, or a field that was left empty. */
export const maybeText = fc.option(text, { nil: null });

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.split('');
const noise = fc
  .array(fc.constantFrom(...alphabet), { minLength: 24, maxLength: 40 })
  .map((letters) => `4${letters.join('')}`);

/** A text with a secret in it, and the part of that secret that nobody may ever read again. */
export const confession = fc
  .record({
    core: noise,
    prefix: fc.constantFrom('xoxb-', 'xoxp-1-', 'xoxe.xoxb-1-', 'xapp-1-', 'dG9rO', 'Authorization: Bearer '),
    before: fc.constantFrom('', 'token=', '"', 'see\n', '<', '_', '*'),
    after: fc.constantFrom('', '"', '\n### x', ' it is', '*', '>'),
  })
  .map(({ core, prefix, before, after }) => ({
    typed: plainText(`${before}${prefix}${core}${after}`),
    core,
  }));
