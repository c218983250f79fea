import { describe, expect, test } from 'vitest';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { checksCard } from '../../../../src/slack/views/diagnosis/checks.ts';
import { checkedAgain } from '../../../domain/support/diagnoses.ts';
import { cancelled, markedDuplicate, opened, reopened, resolved } from '../../../domain/support/events.ts';
import { minute } from '../../../domain/support/fixtures.ts';
import { incidentOf, type Past } from '../../../domain/support/given.ts';

const outage = checkedAgain({ leaf: 'intercom_5xx', owner: 'intercom', cause: "Intercom's API returns 503" });
const again = checkedAgain({ leaf: 'recovered', owner: 'nobody', cause: 'Recovered: Intercom responds' });
const well = checkedAgain({ leaf: 'healthy', owner: 'nobody', cause: 'Intercom responds' });
const at = (event: IncidentEvent, n: number): Past => ({ event, at: minute(n) });

const card = (...past: Past[]): string[] => {
  const made = checksCard(incidentOf(opened(), ...past), { now: minute(60), timeZone: 'UTC' });
  return (made?.text ?? '').replace(/<!date[^|]*\|([^>]*)>/gu, '$1').split('\n');
};

describe('The checks card', () => {
  test('counts since everything has been healthy, even if only the wording has changed', () => {
    expect(card(at(outage, 0), at(again, 4), at(again, 6), at(well, 8), at(well, 10))).toEqual([
      "Checks now: Nobody's. Intercom responds",
      'Since 14:04 UTC, 4 checks in a row. Last 14:10 UTC: 120 ms, 1 of 2 requests failed',
      "Before: 14:00 UTC: Intercom. Intercom's API returns 503",
    ]);
  });

  test.each<[string, IncidentEvent]>([
    ['cancelled', cancelled()],
    ['resolved', resolved()],
    ['a duplicate', markedDuplicate(9)],
  ])('starts counting again after the time in which the incident was %s', (_, end) => {
    const before = [at(outage, 0), at(outage, 2), at(outage, 4), at(end, 5), at(reopened(), 30)];
    expect(card(...before, at(outage, 32))[1]).toBe(
      'Since 14:32 UTC, one check so far. Last 14:32 UTC: 120 ms, 1 of 2 requests failed',
    );
    expect(card(...before, at(outage, 32), at(outage, 34)).slice(1)).toEqual([
      'Since 14:32 UTC, 2 checks in a row. Last 14:34 UTC: 120 ms, 1 of 2 requests failed',
      "Before: 14:00 UTC: Intercom. Intercom's API returns 503",
    ]);
  });

  test('starts counting again if a check was run by hand while the incident was over', () => {
    const past = [at(outage, 0), at(cancelled(), 5), at(outage, 20), at(reopened(), 30), at(outage, 32)];
    expect(card(...past)[1]).toMatch(/^Since 14:32 UTC, one check so far/);
  });

  test('tells an earlier verdict once, even if the incident was over in between', () => {
    const over = [at(well, 8), at(resolved(), 9), at(reopened(), 10), at(well, 11), at(outage, 14)];
    expect(card(at(outage, 0), ...over).slice(2)).toEqual([
      "Before: 14:08 UTC: Nobody's. Intercom responds",
      "14:00 UTC: Intercom. Intercom's API returns 503",
    ]);
  });

  test('says since when and until when the checks have flapped', () => {
    const flapping: IncidentEvent = { type: 'flapping', since: minute(2), changes: 3, between: [] };
    const past = [at(outage, 0), at(well, 2), at(outage, 4), at(again, 6), at(flapping, 6), at(well, 8)];
    expect(card(...past)).toContain(':warning: Flapping since 14:02 UTC; last change 14:06 UTC.');
  });
});
