import { describe, expect, test } from 'vitest';
import { applyCommand } from '../../src/domain/apply-command.ts';
import { plainText } from '../../src/domain/text/text.ts';
import { closed, opened, resolved } from './support/events.ts';
import { byAlice, byBot, incident7, minute, policy } from './support/fixtures.ts';
import { incidentOf } from './support/given.ts';

const { type: _, ...nothing } = closed();
const close = { type: 'close', ...nothing } as const;

describe('One step of an incident', () => {
  test('creates a new incident under the given number', () => {
    const command = {
      type: 'open',
      title: plainText('Down'),
      severity: 'P1',
      impact: null,
      commander: null,
      firstAlert: null,
    } as const;
    const step = applyCommand(incident7, null, { command, by: byAlice, at: minute(3) }, policy);
    expect(step).toMatchObject({
      incident: { id: 7, seq: 1, title: 'Down', openedAt: minute(3) },
      recorded: [{ incident: 7, seq: 1, at: minute(3), by: byAlice, event: { type: 'opened' } }],
    });
  });

  test('numbers several events on from the record and folds them all', () => {
    const step = applyCommand(
      incident7,
      incidentOf(opened()),
      { command: close, by: byAlice, at: minute(9) },
      policy,
    );
    expect(step).toMatchObject({
      incident: { seq: 3, status: 'CLOSED' },
      recorded: [
        { seq: 2, at: minute(9), event: { type: 'resolved' } },
        { seq: 3, at: minute(9), event: { type: 'closed' } },
      ],
    });
  });

  test("queues what follows from each event, with the event's own number", () => {
    const step = applyCommand(
      incident7,
      incidentOf(opened()),
      { command: close, by: byAlice, at: minute(9) },
      policy,
    );
    expect(step).toMatchObject({
      owed: expect.arrayContaining([
        { owe: { type: 'publish_postmortem', of: 3 }, due: minute(9) },
        { drop: expect.objectContaining({ type: 'wake' }) },
      ]),
    });
  });

  test('is recorded no earlier than the one before it, and queues by the clock, if the clock was set back', () => {
    const step = applyCommand(
      incident7,
      incidentOf(opened()),
      { command: close, by: byAlice, at: minute(-60) },
      policy,
    );
    expect(step).toMatchObject({
      incident: { openedAt: minute(0), resolvedAt: minute(0), closedAt: minute(0) },
      recorded: [
        { seq: 2, at: minute(0) },
        { seq: 3, at: minute(0) },
      ],
      owed: expect.arrayContaining([{ owe: { type: 'publish_postmortem', of: 3 }, due: minute(-60) }]),
    });
  });

  test('returns a refusal unchanged', () => {
    const past = incidentOf(opened(), resolved(), closed());
    expect(
      applyCommand(incident7, past, { command: close, by: byAlice, at: minute(9) }, policy),
    ).toHaveProperty('refused');
  });

  test('of a command that changes nothing leaves the incident and queues nothing', () => {
    const before = incidentOf(opened());
    const command = { type: 'remind', due: minute(99) } as const;
    expect(applyCommand(incident7, before, { command, by: byBot, at: minute(99) }, policy)).toEqual({
      incident: before,
      recorded: [],
      owed: [],
    });
  });
});

describe("A record that doesn't begin with opened", () => {
  test('is reported as broken, naming which one', () => {
    expect(() => incidentOf(resolved())).toThrow(/first event of incident 7 is resolved/);
  });

  test.each([
    ['remind', 'wake', 30],
    ['check_response', 'check_response', 15],
  ] as const)('that %s asks for too early queues it again for its time', (type, owed, due) => {
    const command = { type, due: minute(due) };
    const step = applyCommand(incident7, incidentOf(opened()), { command, by: byBot, at: minute(1) }, policy);
    expect(step).toMatchObject({
      recorded: [],
      owed: [{ owe: { type: owed, due: minute(due) }, due: minute(due) }],
    });
  });

  test('queues nothing again that is not promised any more', () => {
    const command = { type: 'remind', due: minute(30) } as const;
    const step = applyCommand(
      incident7,
      incidentOf(opened(), resolved()),
      { command, by: byBot, at: minute(1) },
      policy,
    );
    expect(step).toMatchObject({ recorded: [], owed: [] });
  });
});
