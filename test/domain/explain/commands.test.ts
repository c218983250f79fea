import { expect, test } from 'vitest';
import { catalogue } from '../../../src/domain/explain/catalogue.ts';

test('No command in an explanation sends an empty token, which would make a good one look revoked', () => {
  const text = JSON.stringify(catalogue);
  expect(text).toContain('Authorization: Bearer $' + '{INTERCOM_ACCESS_TOKEN:?set it first}');
  expect(text).not.toMatch(/Bearer \$(?!\{INTERCOM_ACCESS_TOKEN:\?)/);
});
