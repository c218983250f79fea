import { describe, expect, test } from 'vitest';
import { inReadersTime } from '../../../src/slack/text/readers-time.ts';

describe('A window of planned maintenance', () => {
  test.each([
    [
      'in the zone of the settings',
      'reports “Work <1>” (2026-11-21 11:00–13:00 UTC); all',
      'reports “Work &lt;1&gt;” (<!date^1795258800^{date_short_pretty} at {time}|2026-11-21 11:00 UTC>–<!date^1795266000^{time}|13:00 UTC>); all',
    ],
    [
      'over midnight, in another zone',
      '2026-11-21 16:30–2026-11-22 13:30 GMT+5:30',
      '<!date^1795258800^{date_short_pretty} at {time}|2026-11-21 16:30 GMT+5:30>–<!date^1795334400^{date_short_pretty} at {time}|2026-11-22 13:30 GMT+5:30>',
    ],
    ['that is none', 'at 11:00–13:00 UTC, 2026-11-21', 'at 11:00–13:00 UTC, 2026-11-21'],
  ])("%s is shown in the reader's zone", (_what, text, shown) => {
    expect(inReadersTime(text, 500).value).toBe(shown);
  });

  test('stays as it is if the text is cut before it', () => {
    expect(inReadersTime(`${'x'.repeat(40)}2026-11-21 11:00–13:00 UTC`, 20).value).toBe(`${'x'.repeat(19)}…`);
  });
});
