import { describe, expect, test } from 'vitest';
import { resolveModal } from '../../../src/slack/views/forms/review-forms.ts';
import { overhear } from '../../support/overhear.ts';
import { channel, contractIncident } from '../support/incidents.ts';
import { valuesOf } from '../support/reading.ts';

describe('The estimate of affected conversations', () => {
  const period = 'from 2026-11-21 14:00 to 14:30 UTC';
  const impact = { period, query: 'POST /conversations/search', stale: false, at: null, because: null };
  const words = (over: object) =>
    overhear(
      valuesOf(
        resolveModal(contractIncident(), channel, { impact: { ...impact, conversations: null, ...over } }),
        'text',
      ),
    );

  test.each([
    [
      { conversations: 1 },
      `1 conversation was started in Intercom ${period}, affected or not. The close form asks for the number.`,
    ],
    [
      { conversations: 30 },
      `30 conversations were started in Intercom ${period}, affected or not. The close form asks for the number.`,
    ],
    [
      {
        conversations: 30,
        stale: true,
        because: 'Intercom answered 503.',
      },
      `30 conversations were started in Intercom ${period}, affected or not. Intercom answered 503. The close form asks for the number.`,
    ],
  ])('for %j reads as whole sentences', (over, text) => {
    expect(words(over)).toContain(`Estimate: ${text}`);
  });

  test('says why there is none and what to do', () => {
    expect(words({ because: 'Intercom answered 503.' })).toContain(
      'No estimate of conversations affected. Intercom answered 503. The close form asks for the number.',
    );
  });
});
