import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/domain/commands.ts';
import type { IncidentEvent } from '../../src/domain/events.ts';
import { plainText } from '../../src/domain/text.ts';
import { closed, opened, reopened, resolved, severityChanged } from './support/events.ts';
import { minute } from './support/fixtures.ts';
import { given, incidentOf } from './support/given.ts';

const reopen = (why: string | null = null): Command => ({
  type: 'reopen',
  why: why === null ? null : plainText(why),
});

describe('reopening', () => {
  test.each<[string, IncidentEvent[]]>([
    ['resolved', [resolved()]],
    ['closed', [resolved(), closed()]],
  ])('a %s incident promises a new update', (_status, past) => {
    given(opened(), ...past)
      .when(reopen('It is back'), { at: minute(100) })
      .thenRecords(reopened({ why: plainText('It is back'), nextUpdateAt: minute(130) }));
  });

  test('goes by the severity of now', () => {
    given(opened(), severityChanged({ to: 'P2' }), resolved())
      .when(reopen(), { at: minute(100) })
      .thenRecords(reopened({ nextUpdateAt: minute(160) }));
  });

  test('an open incident is refused', () => {
    given(opened())
      .when(reopen())
      .thenRefused(/INC-7 is open already/, 'why');
  });

  test('for a reason of more than 3,000 characters is refused on its field', () => {
    given(opened(), resolved())
      .when(reopen('x'.repeat(3_001)))
      .thenRefused(/3001/, 'why');
  });

  test('makes it investigated again, neither resolved nor closed, with its review kept for the next close', () => {
    const review = closed({ summary: plainText('Chats did not load') });
    expect(incidentOf(opened(), resolved(), review, reopened())).toMatchObject({
      status: 'INVESTIGATING',
      resolvedAt: null,
      closedAt: null,
      nextUpdateAt: minute(130),
      review: { summary: 'Chats did not load' },
    });
  });
});
