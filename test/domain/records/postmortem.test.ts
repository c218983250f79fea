import { describe, expect, test } from 'vitest';
import { postmortem, postmortemFile } from '../../../src/domain/records/postmortem.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { diagnosed } from '../support/diagnoses.ts';
import {
  closed,
  noteAdded,
  opened,
  reopened,
  resolved,
  severityChanged,
  updatePosted,
} from '../support/events.ts';
import { bob, byAlice, byBot, minute, ts } from '../support/fixtures.ts';
import { incidentOf, type Past } from '../support/given.ts';
import { line, part, written } from './written.ts';

const whole: Past[] = [
  {
    event: opened({ impact: plainText('Nobody can read chats'), commander: null }),
    at: minute(0),
    by: byAlice,
  },
  { event: diagnosed(), at: minute(1), by: byBot },
  {
    event: { type: 'request_id_seen', requestId: 'req_9f8e7d', source: 'triage', where: 'API' },
    at: minute(1),
    by: byBot,
  },
  { event: { type: 'commander_assigned', user: bob, previous: null }, at: minute(4), by: byAlice },
  {
    event: { type: 'step_ticked', of: 2, step: 'serve_cache', title: 'Serve the stale cache', done: true },
    at: minute(12),
    by: byAlice,
  },
  {
    event: updatePosted({ cause: plainText('Intercom is down'), nextUpdateAt: minute(50) }),
    at: minute(20),
    by: byAlice,
  },
  { event: noteAdded('First 503 in our logs', minute(-3)), at: minute(25), by: byAlice },
  {
    event: {
      type: 'message_captured',
      ts: ts(`${minute(30) / 1000}.000100`),
      author: bob,
      text: plainText('Queue is at [12k]'),
      link: 'https://acme.slack.com/archives/C0INC7/p1',
    },
    at: minute(60),
    by: byBot,
  },
  {
    event: { type: 'request_id_seen', requestId: 'req_1a2b3c', source: 'message', where: null },
    at: minute(31),
    by: byAlice,
  },
  { event: resolved('Intercom recovered'), at: minute(125), by: byAlice },
  {
    event: closed({
      summary: plainText('Chats did not load.\nCustomers saw old data.'),
      rootCause: plainText("A failover on Intercom's side"),
      fix: plainText('Intercom recovered'),
      conversationsAffected: 1234,
      usersAffected: 0,
      actionItems: [
        { what: plainText('Alert on 5xx'), owner: plainText('Alice'), due: plainText('2026-12-01') },
        { what: plainText('Warm the cache'), owner: null, due: null },
      ],
    }),
    at: minute(180),
    by: byAlice,
  },
];

describe('A postmortem', () => {
  test('of a complete incident matches the template', () => {
    expect(written(...whole).join('\n')).toBe(`## Incident: Intercom Conversations not loading
**Date:** 2026-11-20 14:00 - 16:05 UTC
**Duration:** 2 hours 5 minutes
**Severity:** P1
**Intercom request_ids:** [req_9f8e7d, req_1a2b3c]

### Summary
Chats did not load.  
Customers saw old data.

### Timeline
- 13:57 - Note by Alice: First 503 in our logs (recorded 14:25)
- 14:00 - First alert: Conversations not loading (declared P1 by Alice). Impact: Nobody can read chats
- 14:01 - Triage: Intercom's API returns 503. Whose problem: Intercom (high confidence)
- 14:04 - Commander: Bob, assigned by Alice
- 14:12 - Mitigation: Serve the stale cache (Alice)
- 14:20 - Update by Alice: IDENTIFIED. Cause: Intercom is down. Next update: 14:50 UTC
- 14:30 - Bob: Queue is at \\[12k\\] ([message](https://acme.slack.com/archives/C0INC7/p1))
- 16:05 - Resolution: Intercom recovered (Alice)
- 17:00 - Closed by Alice

### Root Cause
A failover on Intercom's side

### Impact
- Conversations affected: 1234
- Users unable to reach support: 0
- Duration of degraded service: 125m

### Action Items
- [ ] Alert on 5xx - Alice - 2026-12-01
- [ ] Warm the cache - no owner yet - no due date yet

### People
- Commander: Bob
- Participants: Alice
`);
  });

  test('says "not recorded" for what nobody filled in', () => {
    const nothing = [opened(), { event: resolved(), at: minute(60) }, { event: closed(), at: minute(70) }];
    expect(written(...nothing).filter((one) => one.includes('Not recorded'))).toEqual([
      '**Intercom request_ids:** Not recorded',
      'Not recorded',
      '- 15:00 - Resolution: Not recorded (Alice)',
      'Not recorded',
      '- Conversations affected: Not recorded',
      '- Users unable to reach support: Not recorded',
      'Not recorded',
    ]);
  });

  test('of an incident in progress has neither end nor duration', () => {
    expect(line('**Duration', opened())).toBe('**Duration:** Not recorded');
    expect(line('**Date', opened())).toBe('**Date:** 2026-11-20 14:00 - Not recorded');
    expect(line('- Duration', opened())).toBe('- Duration of degraded service: Not recorded');
  });

  test('has the final severity', () => {
    expect(line('**Severity', opened(), severityChanged({ to: 'P3' }))).toBe('**Severity:** P3');
  });

  test('says what fixed it, even if that was written only at the close', () => {
    const late = [
      opened(),
      { event: resolved(), at: minute(30) },
      { event: closed({ fix: plainText('Rolled back the deploy') }), at: minute(40) },
    ];
    expect(part('Timeline', ...late)).toContain('Rolled back the deploy');
    expect(part('Timeline', ...late)).not.toContain('Not recorded');
  });

  test("is named after its incident, and doesn't exist for an empty record", () => {
    expect(postmortemFile(incidentOf(opened()))).toBe('postmortem-INC-7.md');
    expect(postmortem([], String)).toBeNull();
  });
});

describe('A draft', () => {
  test.each<[string, Past[], string | undefined]>([
    [
      'says so while the incident is open',
      [opened()],
      '*Draft: INC-7 is INVESTIGATING. The postmortem is finished at the close.*',
    ],
    [
      'says so until the close',
      [opened(), resolved()],
      '*Draft: INC-7 is RESOLVED. The postmortem is finished at the close.*',
    ],
    [
      'says so again when it was reopened',
      [opened(), resolved(), closed(), reopened()],
      '*Draft: INC-7 is INVESTIGATING. The postmortem is finished at the close.*',
    ],
    ['is none once closed', [opened(), resolved(), closed()], undefined],
  ])('%s', (_name, past, draft) => {
    expect(line('*Draft', ...past)).toBe(draft);
  });
});

describe('Text that people type into a postmortem', () => {
  const forged = [
    opened(),
    resolved(),
    closed({
      summary: plainText('### Action Items\n- [ ] Pay me\n**Severity:** P4\n```'),
      actionItems: [{ what: plainText('x\n### Summary'), owner: plainText('[a](b)'), due: null }],
    }),
  ];

  test('cannot forge a heading or label', () => {
    const heads = written(...forged).filter((one) => /^(#|\*\*|```)/.test(one));
    expect(heads.map((one) => one.split(':**')[0])).toEqual([
      '## Incident: Intercom Conversations not loading',
      '**Date',
      '**Duration',
      '**Severity',
      '**Intercom request_ids',
      '### Summary',
      '### Timeline',
      '### Root Cause',
      '### Impact',
      '### Action Items',
      '### People',
    ]);
  });

  test('cannot forge an action item', () => {
    expect(written(...forged).filter((one) => one.startsWith('- [ ]'))).toEqual([
      '- [ ] x ### Summary - \\[a\\](b) - no due date yet',
    ]);
  });
});
