import { describe, expect, test } from 'vitest';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { postmortem } from '../../../src/domain/records/postmortem.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { diagnosed } from '../support/diagnoses.ts';
import { closed, opened, resolved } from '../support/events.ts';
import { alice, bob, minute, ts } from '../support/fixtures.ts';
import { type Past, record } from '../support/given.ts';
import { line, part, written } from './written.ts';

describe('The type of incident in the heading of a postmortem', () => {
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
    ['the same of what is its own', [title("Intercom's API hangs")], 'Intercom API hangs'],
    ['a title that only begins like it', [title('Intercoms ring')], 'Intercom Intercoms ring'],
    ['a title with markup, as text', [title('<b>\n[x](y)')], 'Intercom &lt;b> \\[x\\](y)'],
  ])('is %s', (_name, past, heading) => {
    expect(written(...past)[0]).toBe(`## Incident: ${heading}`);
  });
});

describe('A postmortem', () => {
  const close = (over: Parameters<typeof closed>[0]): Past[] => [
    opened(),
    { event: resolved(), at: minute(30) },
    {
      event: closed({ rootCause: plainText('A failover'), conversationsAffected: 42, ...over }),
      at: minute(40),
    },
  ];

  test('marks what nobody confirmed: an estimate, and a root cause as it stood in the headline', () => {
    const past = close({ conversationsEstimated: true, rootCauseFrom: 'headline' });
    expect(part('Impact', ...past)).toContain('- Conversations affected: 42 (estimate, not confirmed)\n');
    expect(part('Root Cause', ...past)).toBe(
      'A failover\n\n*This is the last cause of the headline; nobody changed it at the close.*',
    );
  });

  test('says that triage wrote a root cause that nobody confirmed', () => {
    expect(part('Root Cause', ...close({ rootCauseFrom: 'triage' }))).toContain(
      "*This is the last cause of the headline, in triage's words; nobody changed it at the close.*",
    );
  });

  test('marks nothing that a person wrote', () => {
    expect(part('Impact', ...close({}))).toContain('- Conversations affected: 42\n');
    expect(part('Root Cause', ...close({}))).toBe('A failover');
  });
});

describe('The people in a postmortem', () => {
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
    ['nobody, if nobody took command', [opened()], ['nobody took command', 'Alice']],
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

  test('have names in which nothing is read as markup', () => {
    const text =
      postmortem(record([opened({ commander: bob })]), () => '[x](https://evil.example) _a_') ?? '';
    expect(text).toContain('- Commander: \\[x\\](https://evil.example) \\_a\\_\n');
  });
});

describe('The request_ids of a postmortem', () => {
  const withIds = (n: number): Past[] => [
    opened(),
    ...Array.from({ length: n }, (_, i) => ({
      type: 'request_id_seen' as const,
      requestId: `req_${i + 1}a`,
      source: 'message' as const,
      where: null,
    })),
  ];

  test('stand at its top as long as there are at most five', () => {
    expect(line('**Intercom', ...withIds(5))).toBe(
      '**Intercom request_ids:** [req_1a, req_2a, req_3a, req_4a, req_5a]',
    );
    expect(written(...withIds(5)).join('\n')).not.toContain('Further');
  });

  test('stand at its end if there are more than five', () => {
    expect(line('**Intercom', ...withIds(7))).toBe(
      '**Intercom request_ids:** [req_1a, req_2a, req_3a, req_4a, req_5a], 2 more at the end',
    );
    expect(part('Further request_ids', ...withIds(7))).toBe('- req_6a\n- req_7a\n');
  });
});
