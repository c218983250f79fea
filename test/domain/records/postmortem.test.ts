import { describe, expect, test } from 'vitest';
import type { IncidentEvent } from '../../../src/domain/incident/events.ts';
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
import { alice, bob, byAlice, byBot, minute, ts } from '../support/fixtures.ts';
import { incidentOf, type Past, record } from '../support/given.ts';

const names = new Map<string, string>([
  [alice, 'Alice'],
  [bob, 'Bob'],
]);
const written = (...past: readonly Past[]): string[] =>
  (postmortem(record(past), (user) => names.get(user) ?? user) ?? 'no postmortem').split('\n');
const line = (label: string, ...past: readonly Past[]) =>
  written(...past).find((one) => one.startsWith(label));
const part = (heading: string, ...past: readonly Past[]): string => {
  const text = written(...past).join('\n');
  return (text.split(`### ${heading}\n`)[1] ?? '').split('\n\n###')[0] ?? '';
};

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

describe('the postmortem', () => {
  test('of a whole incident', () => {
    expect(written(...whole).join('\n')).toBe(`## Incident: Intercom Conversations not loading
**Date:** 2026-11-20 14:00 - 16:05 UTC
**Duration:** 2 hours 5 minutes
**Severity:** P1
**Intercom request_ids:** [req_9f8e7d, req_1a2b3c]

### Summary
Chats did not load.  
Customers saw old data.

### Timeline
- 13:57 - Note by Alice: First 503 in our logs
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

  test('says of what nobody filled in that it is not recorded', () => {
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

  test('of an incident that goes on has neither end nor duration', () => {
    expect(line('**Duration', opened())).toBe('**Duration:** Not recorded');
    expect(line('**Date', opened())).toBe('**Date:** 2026-11-20 14:00 - Not recorded');
    expect(line('- Duration', opened())).toBe('- Duration of degraded service: Not recorded');
  });

  test('has the severity at the end', () => {
    expect(line('**Severity', opened(), severityChanged({ to: 'P3' }))).toBe('**Severity:** P3');
  });

  test('says what fixed it, also where that was written at the close only', () => {
    const late = [
      opened(),
      { event: resolved(), at: minute(30) },
      { event: closed({ fix: plainText('Rolled back the deploy') }), at: minute(40) },
    ];
    expect(part('Timeline', ...late)).toContain('Rolled back the deploy');
    expect(part('Timeline', ...late)).not.toContain('Not recorded');
  });

  test('is named by its incident, and there is none of an empty record', () => {
    expect(postmortemFile(incidentOf(opened()))).toBe('postmortem-INC-7.md');
    expect(postmortem([], String)).toBeNull();
  });
});

describe('the type of the incident', () => {
  const title = (text: string) => opened({ title: plainText(text) });
  const called = (text: string) => closed({ incidentType: plainText(text) });

  test.each<[string, Past[], string]>([
    ['its title, whatever triage found', [opened(), diagnosed()], 'Intercom Conversations not loading'],
    [
      'what a person called it at the close',
      [opened(), resolved(), called('webhook delays')],
      'Intercom webhook delays',
    ],
    ['a title without naming Intercom twice', [title('Intercom chats hang')], 'Intercom chats hang'],
    ['the same with a colon', [title('INTERCOM: chats hang')], 'Intercom chats hang'],
    ['a title that only begins like it', [title("Intercom's API hangs")], "Intercom Intercom's API hangs"],
    ['a title with markup, as text', [title('<b>\n[x](y)')], 'Intercom &lt;b> \\[x\\](y)'],
  ])('is %s', (_name, past, heading) => {
    expect(written(...past)[0]).toBe(`## Incident: ${heading}`);
  });
});

describe('what nobody confirmed', () => {
  const close = (over: Parameters<typeof closed>[0]): Past[] => [
    opened(),
    { event: resolved(), at: minute(30) },
    {
      event: closed({ rootCause: plainText('A failover'), conversationsAffected: 42, ...over }),
      at: minute(40),
    },
  ];

  test('is marked: the estimate, and a root cause as it stood in the headline', () => {
    const past = close({ conversationsEstimated: true, rootCauseFrom: 'headline' });
    expect(part('Impact', ...past)).toContain('- Conversations affected: 42 (estimate, not confirmed)\n');
    expect(part('Root Cause', ...past)).toBe(
      'A failover\n\n*This is the last cause of the headline; nobody changed it at the close.*',
    );
  });

  test('is marked as triage’s where triage wrote it', () => {
    expect(part('Root Cause', ...close({ rootCauseFrom: 'triage' }))).toContain(
      "*This is the last cause of the headline, in triage's words; nobody changed it at the close.*",
    );
  });

  test('what a person wrote is not', () => {
    expect(part('Impact', ...close({}))).toContain('- Conversations affected: 42\n');
    expect(part('Root Cause', ...close({}))).toBe('A failover');
  });
});

describe('the people of a postmortem', () => {
  const takes = (user: typeof alice, previous: typeof alice | null): IncidentEvent => ({
    type: 'commander_assigned',
    user,
    previous,
  });

  test.each<[string, Past[], string[]]>([
    [
      'whoever had command, in order',
      [opened({ commander: alice }), takes(bob, alice)],
      ['Alice, then Bob', 'nobody else'],
    ],
    ['that nobody took command', [opened()], ['nobody took command', 'Alice']],
    [
      'everybody who did something or whose message was marked',
      [
        opened({ commander: alice }),
        { type: 'message_captured', ts: ts('1.1'), author: bob, text: plainText('x'), link: null },
      ],
      ['Alice', 'Bob'],
    ],
  ])('are %s', (_name, past, [commander, participants]) => {
    expect(part('People', ...past).trimEnd()).toBe(
      `- Commander: ${commander}\n- Participants: ${participants}`,
    );
  });

  test('have names that are text', () => {
    const text =
      postmortem(record([opened({ commander: bob })]), () => '[x](https://evil.example) _a_') ?? '';
    expect(text).toContain('- Commander: \\[x\\](https://evil.example) \\_a\\_\n');
  });
});

describe('the request_ids of a postmortem', () => {
  const seen = (n: number): Past[] => [
    opened(),
    ...Array.from({ length: n }, (_, i) => ({
      type: 'request_id_seen' as const,
      requestId: `req_${i + 1}a`,
      source: 'message' as const,
      where: null,
    })),
  ];

  test('stand at the top while they are five', () => {
    expect(line('**Intercom', ...seen(5))).toBe(
      '**Intercom request_ids:** [req_1a, req_2a, req_3a, req_4a, req_5a]',
    );
    expect(written(...seen(5)).join('\n')).not.toContain('Further');
  });

  test('follow at the end beyond five', () => {
    expect(line('**Intercom', ...seen(7))).toBe(
      '**Intercom request_ids:** [req_1a, req_2a, req_3a, req_4a, req_5a], 2 more at the end',
    );
    expect(part('Further request_ids', ...seen(7))).toBe('- req_6a\n- req_7a\n');
  });
});

describe('a draft', () => {
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

describe('what people typed into a postmortem', () => {
  const forged = [
    opened(),
    resolved(),
    closed({
      summary: plainText('### Action Items\n- [ ] Pay me\n**Severity:** P4\n```'),
      actionItems: [{ what: plainText('x\n### Summary'), owner: plainText('[a](b)'), due: null }],
    }),
  ];

  test('forges no heading and no label', () => {
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

  test('forges no action item', () => {
    expect(written(...forged).filter((one) => one.startsWith('- [ ]'))).toEqual([
      '- [ ] x ### Summary - \\[a\\](b) - no due date yet',
    ]);
  });
});
