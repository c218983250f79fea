import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/domain/incident/commands.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { opened } from '../support/events.ts';
import { alice, byAlice, minute, utc } from '../support/fixtures.ts';
import { given, incidentOf } from '../support/given.ts';

type Open = Extract<Command, { type: 'open' }>;

const open = (over: Partial<Open> = {}): Open => ({
  type: 'open',
  title: plainText('Conversations not loading'),
  severity: 'P1',
  impact: null,
  commander: null,
  firstAlert: null,
  ...over,
});

describe('Declaring an incident', () => {
  test("sets the next update and the response target at the severity's pace", () => {
    given()
      .when(open({ severity: 'P2' }), { at: minute(5) })
      .thenRecords(opened({ severity: 'P2', nextUpdateAt: minute(65), respondBy: minute(65) }));
  });

  test('counts a business day across the weekend', () => {
    given()
      .when(open({ severity: 'P4' }), { at: utc('2026-11-20T18:00:00Z') })
      .thenRecords(
        opened({
          severity: 'P4',
          nextUpdateAt: utc('2026-11-21T18:00:00Z'),
          respondBy: utc('2026-11-23T18:00:00Z'),
        }),
      );
  });

  test('records impact and commander', () => {
    const filled = { impact: plainText('No chats load'), commander: alice };
    given()
      .when(open(filled), { at: minute(0) })
      .thenRecords(opened(filled));
  });

  test('needs a title', () => {
    given()
      .when(open({ title: plainText(' \n ') }))
      .thenRefused(/title/, 'title');
  });

  test('accepts a title of 150 characters and not one more, with an emoji as one', () => {
    const longest = plainText('🔥'.repeat(150));
    given()
      .when(open({ title: longest }), { at: minute(0) })
      .thenRecords(opened({ title: longest }));
    given()
      .when(open({ title: plainText('🔥'.repeat(151)) }))
      .thenRefused(/151 characters, limit 150/, 'title');
  });

  test('refuses an impact of more than 3,000 characters on its field', () => {
    given()
      .when(open({ impact: plainText('x'.repeat(3_001)) }))
      .thenRefused(/3001 characters, limit 3000/, 'impact');
  });

  test('a second time changes nothing', () => {
    given(opened())
      .when(open({ title: plainText('Another one') }))
      .thenRecords();
  });

  test('sets INVESTIGATING, with nothing known', () => {
    expect(incidentOf({ event: opened(), at: minute(0), by: byAlice })).toMatchObject({
      id: 7,
      seq: 1,
      status: 'INVESTIGATING',
      severity: 'P1',
      impact: null,
      cause: null,
      action: null,
      commander: null,
      openedAt: minute(0),
      openedBy: byAlice,
      acknowledgedAt: null,
      nextUpdateAt: minute(30),
      channel: null,
    });
  });

  test('with a commander meets the response target at once', () => {
    expect(incidentOf({ event: opened({ commander: alice }), at: minute(0) }).acknowledgedAt).toBe(minute(0));
  });
});

describe('An incident that was never declared', () => {
  test.each<Command>([
    { type: 'resolve', fix: null },
    { type: 'remind', due: minute(30) },
    { type: 'record_postmortem', of: 3, file: null },
  ])('refuses $type and says where to look', (command) => {
    given()
      .when(command)
      .thenRefused(/^That incident doesn't exist\. To see them all, run `\/intercom-incident list`\./);
  });
});
