import { describe, expect, test } from 'vitest';
import type { Check, Stretch } from '../../../src/domain/incident/check.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { actionIds } from '../../../src/slack/ids.ts';
import { headline } from '../../../src/slack/views/headline.ts';
import { longestIncident } from '../support/extremes/longest.ts';
import { textKinds } from '../support/extremes/texts.ts';
import { at, contractIncident, incident, inStatus, statuses, time } from '../support/incidents.ts';
import { blockText, buttonsOf } from '../support/reading.ts';

const well: Stretch = {
  leaf: 'recovered',
  owner: 'nobody',
  cause: null,
  since: at('2026-11-21T14:00:00Z'),
  runs: 1,
  anew: false,
};
const check: Check = {
  at: at('2026-11-21T14:03:00Z'),
  leaf: 'failing_unposted',
  owner: 'intercom',
  cause: '503',
  sample: { ms: null, failed: 6, total: 6 },
};

describe("The headline's text", () => {
  test('is the internal status template, line by line', () => {
    expect(headline(contractIncident(), time).text).toBe(
      `[P1] INCIDENT: Intercom Integration
Status: INVESTIGATING
Impact: Customer conversations not loading
Cause: Intercom API returning 5xx
Action: Enabling fallback
Next update: 14:30 UTC
Commander: <@U024BE7LH>`,
    );
  });

  test('reads "Not known yet" and "Unassigned" until someone says more', () => {
    const { text } = headline(incident({ impact: null, commander: null }), time);
    expect(text.split('\n').slice(2)).toEqual([
      'Impact: Not known yet',
      'Cause: Not known yet',
      'Action: Not known yet',
      'Next update: 14:30 UTC',
      'Commander: Unassigned',
    ]);
  });

  test.each(statuses)('has the status %s', (status) => {
    expect(headline(inStatus(status), time).text.split('\n')[1]).toBe(`Status: ${status}`);
  });

  test.each([
    ['Asia/Kolkata', '2026-11-21T14:30:00Z', 'Next update: 20:00 GMT+5:30'],
    ['America/New_York', '2026-11-21T14:30:00Z', 'Next update: 09:30 EST'],
    ['UTC', '2026-11-22T09:00:00Z', 'Next update: 2026-11-22 09:00 UTC'],
  ])('has the next update in the configured zone: %s, %s', (timeZone, iso, line) => {
    const { text } = headline(contractIncident({ nextUpdateAt: at(iso) }), { ...time, timeZone });
    expect(text.split('\n')[5]).toBe(line);
  });

  test.each(['RESOLVED', 'CLOSED'] as const)('has no next update once %s', (status) => {
    expect(headline(inStatus(status), time).text).toContain('\nNext update: None (incident over)\n');
  });

  test('keeps an answer of several lines on its own line', () => {
    const { text } = headline(contractIncident({ impact: plainText('No inbox\nStatus: CLOSED') }), time);
    expect(text.split('\n').slice(1, 3)).toEqual([
      'Status: INVESTIGATING',
      'Impact: No inbox Status: CLOSED',
    ]);
  });

  test.each(textKinds)('has all seven lines although every fact is long: %s', (kind) => {
    const lines = headline(longestIncident(kind), time).text.split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      '[P1] INCIDENT',
      'Status',
      'Impact',
      'Cause',
      'Action',
      'Next update',
      'Commander',
    ]);
  });
});

describe("The headline's blocks", () => {
  const read = blockText(headline(contractIncident(), time));

  test.each([
    ['the title first, then the status', 'Inbox does not load\n*Status:* :red_circle: *INVESTIGATING*'],
    ['the severity', '*Severity:* P1'],
    ['the commander', '*Commander:* <@U024BE7LH>'],
    ['the impact', '*Impact:* Customer conversations not loading'],
    ['a cause that triage found', '*Cause (from triage):* Intercom API returning 5xx'],
    ['an action that a person wrote', '*Action:* Enabling fallback'],
    ['who declared it', 'INC-7 · [P1] INCIDENT: Intercom Integration · declared <!date^1795269600'],
  ])('show %s', (_, text) => {
    expect(read).toContain(text);
  });

  test("show the next update in each reader's zone", () => {
    expect(read).toContain('*Next update:* <!date^1795271400^{date_short_pretty} at {time}|14:30 UTC>');
  });

  test("say clearly that it's a drill, that there is no commander, and since when an update is overdue", () => {
    const late = { ...time, now: at('2026-11-21T14:31:00Z') };
    const drill = { script: 'lunch-hour', startedAt: at('2026-11-21T14:00:00Z'), partsTold: 0 };
    const alarming = blockText(headline(contractIncident({ commander: null, drill }), late));
    expect(alarming).toMatch(/^DRILL: Inbox does not load\n/u);
    expect(alarming).toContain('*Commander:* :warning: *Unassigned*');
    expect(alarming).toContain('*Next update:* :alarm_clock: *overdue since <!date^1795271400^');
  });

  test.each(['RESOLVED', 'CLOSED'] as const)("call for nobody once it's %s", (status) => {
    const over = blockText(headline(inStatus(status, { commander: null }), time));
    expect(over).toContain('*Commander:* Unassigned');
  });

  test.each(textKinds)('show the commander and the next update although every fact is long: %s', (kind) => {
    const long = blockText(headline(longestIncident(kind), time));
    expect(long).toContain('*Commander:* <@U024BE7LH>');
    expect(long).toContain('*Next update:* <!date^1795271400^');
  });
});

describe("The headline's buttons", () => {
  const working = [
    'Post update',
    'Run triage',
    'Take command',
    'Add note',
    'Change severity',
    'Resolve',
    'Close',
    'Add action item',
  ];

  test.each([
    ['INVESTIGATING', working],
    ['IDENTIFIED', working],
    ['MONITORING', working],
    ['RESOLVED', ['Reopen', 'Close', 'Add action item']],
    ['CLOSED', ['Reopen', 'Add action item']],
  ] as const)('are those that %s allows', (status, labels) => {
    expect(buttonsOf(headline(inStatus(status), time)).map(({ label }) => label)).toEqual(labels);
  });

  test.each([
    ['Post update', actionIds.postUpdate],
    ['Run triage', actionIds.runTriage],
    ['Take command', actionIds.takeCommand],
    ['Add note', actionIds.addNote],
    ['Change severity', actionIds.changeSeverity],
    ['Resolve', actionIds.resolve],
    ['Close', actionIds.close],
    ['Reopen', actionIds.reopen],
    ['Add action item', actionIds.addItem],
  ])('include %s, which sends its own action and names the incident', (label, actionId) => {
    const all = statuses.flatMap((status) => buttonsOf(headline(inStatus(status), time)));
    const same = all.filter((button) => button.label === label);
    expect(new Set(same.map((button) => button.actionId))).toEqual(new Set([actionId]));
    expect(new Set(same.map((button) => button.value))).toEqual(new Set(['7']));
  });
});

test.each<[string, Partial<Incident>, string, string]>([
  ['healthy again', { stretches: [well] }, 'Last problem, until', '14:00 UTC'],
  ['no longer repeated', { status: 'RESOLVED', checks: [check] }, 'Last check,', '14:03 UTC'],
])(
  "what triage found while the checks are %s is past, in each reader's own time zone",
  (_, over, words, utc) => {
    const triaged = contractIncident({ cause: { text: plainText('503'), from: 'triage' }, ...over });
    const { text, blocks } = headline(triaged, time);
    expect(text).toContain(`Cause: ${words} ${utc}: 503`);
    expect(blockText({ blocks })).toMatch(
      new RegExp(`\\*Cause \\(from triage\\):\\* ${words} <!date\\^\\d+\\^.*\\|${utc}>: 503`, 'u'),
    );
  },
);
