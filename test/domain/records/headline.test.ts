import { describe, expect, test } from 'vitest';
import { headlineFacts, headlineTitle } from '../../../src/domain/records/headline.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { checkedAgain, diagnosed } from '../support/diagnoses.ts';
import {
  cancelled,
  closed,
  markedDuplicate,
  opened,
  reopened,
  resolved,
  severityChanged,
  updatePosted,
} from '../support/events.ts';
import { minute } from '../support/fixtures.ts';
import { incidentOf, type Past } from '../support/given.ts';

const facts = (...past: readonly Past[]) => headlineFacts(incidentOf(...past), minute(0), 'UTC');

describe("The headline's facts", () => {
  test('are unknown at first, except status and next update', () => {
    expect(facts(opened())).toEqual({
      status: 'INVESTIGATING',
      impact: 'Not known yet',
      cause: 'Not known yet',
      action: 'Not known yet',
      nextUpdate: '14:30 UTC',
    });
  });

  test('are what people wrote, each on one line', () => {
    const update = updatePosted({
      status: 'MONITORING',
      impact: plainText('Chats\n\ndo not  load'),
      cause: plainText('A deploy'),
      action: plainText('Rolled back'),
    });
    expect(facts(opened(), update)).toEqual({
      status: 'MONITORING',
      impact: 'Chats do not load',
      cause: 'A deploy',
      action: 'Rolled back',
      nextUpdate: '14:40 UTC',
    });
  });

  test('are filled in by triage if nobody has written them', () => {
    expect(facts(opened(), diagnosed())).toMatchObject({
      cause: "Intercom's API returns 503",
      action: 'Serve cached data',
    });
  });

  test('from triage are in the past tense once the checks are healthy again', () => {
    const well = checkedAgain({ owner: 'nobody', leaf: 'recovered' });
    expect(facts(opened(), diagnosed(), well)).toMatchObject({
      cause: "Last problem, until 14:00 UTC: Intercom's API returns 503",
      action: 'Last problem, until 14:00 UTC: Serve cached data',
    });
  });

  test('from triage ended when the checks were healthy, not when the incident was reopened', () => {
    const well = checkedAgain({ owner: 'nobody', leaf: 'recovered' });
    const past = [diagnosed(), { event: well, at: minute(10) }, resolved(), reopened()];
    const ended = "Last problem, until 14:10 UTC: Intercom's API returns 503";
    expect(facts(opened(), ...past).cause).toBe(ended);
    expect(facts(opened(), ...past, { event: well, at: minute(40) }).cause).toBe(ended);
  });

  test.each<[string, Past]>([
    ['was resolved although the checks fail', resolved()],
    ['was cancelled', cancelled()],
    ['is a duplicate of one that goes on', markedDuplicate(3)],
  ])('that triage found are said as of the last check once the incident %s', (_, end) => {
    expect(facts(opened(), { event: diagnosed(), at: minute(6) }, end)).toMatchObject({
      cause: "Last check, 14:06 UTC: Intercom's API returns 503",
      action: 'Last check, 14:06 UTC: Serve cached data',
    });
    expect(facts(opened(), diagnosed(), end, reopened()).cause).toBe("Intercom's API returns 503");
  });

  test('that a person wrote stay unchanged although the checks are healthy again', () => {
    const update = updatePosted({ cause: plainText('A deploy'), action: plainText('Rolled back') });
    const well = checkedAgain({ owner: 'nobody', leaf: 'recovered' });
    expect(facts(opened(), update, well)).toMatchObject({ cause: 'A deploy', action: 'Rolled back' });
  });

  test('show the next update in the configured zone, with its date if that is another day', () => {
    const incident = incidentOf(opened({ nextUpdateAt: minute(600) }));
    expect(headlineFacts(incident, minute(0), 'Asia/Kolkata').nextUpdate).toBe('2026-11-21 05:30 GMT+5:30');
  });

  test.each<[string, Past[]]>([
    ['resolved', [resolved()]],
    ['resolved, then changed in severity', [resolved(), severityChanged()]],
    ['closed', [resolved(), closed()]],
  ])('promise no update once %s', (_status, past) => {
    expect(facts(opened(), ...past).nextUpdate).toBe('None (incident over)');
  });
});

test("The template's first line has the current severity", () => {
  expect(headlineTitle(incidentOf(opened(), severityChanged({ to: 'P3' })))).toBe(
    '[P3] INCIDENT: Intercom Integration',
  );
});
