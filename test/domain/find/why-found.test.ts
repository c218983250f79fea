import { describe, expect, test } from 'vitest';
import type { Passage } from '../../../src/domain/find/passages.ts';
import { needlesIn } from '../../../src/domain/find/terms.ts';
import { anything } from '../../../src/domain/find/wanted.ts';
import { whyFound } from '../../../src/domain/find/why-found.ts';

const passage = (where: string, text: string, codes: string[] = []): Passage => ({ where, text, codes });
const why = (all: readonly Passage[], words: string, code: string | null = null) =>
  whyFound(all, { ...anything, needles: needlesIn(words), code });

describe('Why an incident was found', () => {
  const all = [
    passage('Title', 'INC-7 Token outage'),
    passage('Root cause', 'The token was revoked'),
    passage('#3', 'Rotated the token after it was revoked by finance'),
  ];

  test('is what says most of it, and of several the first', () => {
    expect(why(all, 'token revoked')).toEqual({ where: 'Root cause', text: 'The token was revoked' });
    expect(why(all, 'revoked finance')?.where).toBe('#3');
  });

  test('is nothing beside the title, which is shown anyway, and nothing where no words were asked for', () => {
    expect([why(all, 'token'), why(all, '')]).toEqual([null, null]);
  });

  test('is the diagnosis that has the error code', () => {
    const checks = passage('#5', 'Intercom rejects the token', ['token_revoked']);
    expect(why([...all, checks], '', 'Token-Revoked')?.where).toBe('#5');
  });

  test('is cut to the place where it stands', () => {
    const long = passage('#9', `${'before '.repeat(50)}the needle ${'after '.repeat(50)}`);
    const text = why([long], 'needle')?.text ?? '';
    expect(text).toMatch(/^… before .*the needle after .*…$/);
    expect(text.length).toBeLessThanOrEqual(160);
  });
});
