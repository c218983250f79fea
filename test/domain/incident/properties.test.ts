import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextUpdate } from '../../../src/domain/decide/response-policy.ts';
import { fold } from '../../../src/domain/evolve/evolve.ts';
import { recordedSchema } from '../../../src/domain/incident/events/events.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { isFinal, isOpen } from '../../../src/domain/incident/status.ts';
import { headlineFacts } from '../../../src/domain/records/headline.ts';
import { moment } from '../../../src/domain/text/format-time.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { opening, story, unanswered } from '../support/actions.ts';
import { policy } from '../support/fixtures.ts';
import { type Moment, play } from '../support/play.ts';

/** Plays many random stories of a declared incident; returns how often `see` said that it had something to look at. */
function always(see: (moment: Moment) => boolean, stories = story): number {
  let looked = 0;
  const begin = opening(plainText('Chats hang'));
  fc.assert(
    fc.property(stories, (actions) => {
      play([begin, ...actions], (moment) => {
        if (see(moment)) looked += 1;
      });
    }),
    { numRuns: 300 },
  );
  return looked;
}

const wakes = ({ pending }: Moment) => [...pending.values()].filter(({ effect }) => effect.type === 'wake');

/** What people see of an incident, as opposed to where its messages stand and what has been read for it. */
function visible(incident: Incident) {
  const { title, status, severity, impact, cause, action, commander, fix, review, marked, requestIds } =
    incident;
  const { openedAt, acknowledgedAt, resolvedAt, closedAt, nextUpdateAt, respondBy, calledOutAt } = incident;
  const times = { openedAt, acknowledgedAt, resolvedAt, closedAt, nextUpdateAt, respondBy, calledOutAt };
  const found = [...incident.diagnoses.values()].map(({ diagnosis, ticks }) => ({ diagnosis, ticks }));
  const facts = {
    title,
    status,
    severity,
    impact,
    cause,
    action,
    commander,
    fix,
    review,
    marked,
    requestIds,
  };
  return { ...facts, times, found };
}

describe('Whatever happens to an incident,', () => {
  test('every change is in the record with who made it and when', () => {
    const looked = always(({ order, before, after, recorded }) => {
      if (before && after && recorded.length === 0) expect(visible(after)).toEqual(visible(before));
      for (const { by, at } of recorded) expect({ by, at }).toEqual({ by: order.by, at: order.at });
      return recorded.some(({ by }) => by.kind === 'person');
    });
    expect(looked).toBeGreaterThan(0);
  });

  test('at most one reminder is pending', () => {
    const looked = always((moment) => {
      expect(wakes(moment).length).toBeLessThanOrEqual(1);
      return wakes(moment).length === 1;
    });
    expect(looked).toBeGreaterThan(0);
  });

  test("a reminder is pending for the next update, or the next time while it's missed, until the incident is over", () => {
    const looked = always((moment) => {
      const { after } = moment;
      if (!after) return false;
      const waits = isOpen(after.status) && after.remindAt !== null;
      expect(wakes(moment).map(({ due }) => due)).toEqual(waits ? [after.remindAt] : []);
      return waits;
    });
    expect(looked).toBeGreaterThan(0);
  });

  test('a missed update is overdue in the headline until one is posted, whatever is snoozed', () => {
    const see = ({ before, after, order: { command, at } }: Moment) => {
      if (!after || after.nextUpdateAt === null) return false;
      const missed = after.nextUpdateAt <= at;
      const since = `overdue since ${moment(after.nextUpdateAt, at, 'UTC')}`;
      if (missed) expect(headlineFacts(after, at, 'UTC').nextUpdate).toBe(since);
      if (command.type === 'snooze') expect(after.nextUpdateAt).toBe(before?.nextUpdateAt);
      return missed && command.type === 'snooze';
    };
    expect(always(see) + always(see, unanswered)).toBeGreaterThan(0);
  });

  test("a missed update has at most four reminders at its severity's pace, and then one a day", () => {
    const looked = always(({ after, recorded, order: { at } }) => {
      for (const { event } of recorded) {
        if (event.type !== 'reminded' || !after?.reminder) continue;
        const from = at - event.due < 60_000 ? event.due : at;
        const earliest = nextUpdate(policy, after.severity, from);
        const next = after.reminder.times < 4 ? earliest : Math.max(earliest, from + 86_400_000);
        expect(event.nextAt).toBe(next);
      }
      return (after?.reminder?.times ?? 0) > 4;
    }, unanswered);
    expect(looked).toBeGreaterThan(0);
  });

  test("the response target is checked exactly while there is no commander and a miss wasn't reported", () => {
    const looked = always(({ after, pending }) => {
      if (!after) return false;
      const waits = isOpen(after.status) && after.commander === null && after.calledOutAt === null;
      const checks = [...pending.values()].filter(({ effect }) => effect.type === 'check_response');
      expect(checks.map(({ due }) => due)).toEqual(waits ? [after.respondBy] : []);
      return waits;
    });
    expect(looked).toBeGreaterThan(0);
  });

  test("the checks repeat only while it's open", () => {
    const looked = always(({ after, pending }) => {
      const repeats = [...pending.values()].filter(({ effect }) => effect.type === 'check_again').length;
      expect(repeats).toBeLessThanOrEqual(after && isOpen(after.status) ? 1 : 0);
      return repeats > 0;
    });
    expect(looked).toBeGreaterThan(0);
  });

  test("an update is promised exactly while it's open", () => {
    const looked = always(({ after }) => {
      if (!after) return false;
      expect(after.nextUpdateAt !== null).toBe(isOpen(after.status));
      return !isOpen(after.status);
    });
    expect(looked).toBeGreaterThan(0);
  });

  test('people can change a closed or cancelled incident only by reopening it, or by correcting its times', () => {
    const looked = always(({ before, after, order }) => {
      if (!before || !isFinal(before.status) || !after) return false;
      if (order.command.type === 'reopen' || order.command.type === 'correct_times') return false;
      expect(visible(after)).toEqual(visible(before));
      return true;
    });
    expect(looked).toBeGreaterThan(0);
  });

  test("a refusal is a sentence, and a command that isn't refused can be recorded", () => {
    const looked = always(({ before, after, recorded, refusal }) => {
      if (refusal) expect(refusal.refused).toMatch(/^[A-Z].*[.!]$/s);
      expect(after?.seq ?? 0).toBe((before?.seq ?? 0) + recorded.length);
      return refusal !== null;
    });
    expect(looked).toBeGreaterThan(0);
  });
});

describe("Any incident's record", () => {
  test('survives being stored as JSON and read back', () => {
    fc.assert(
      fc.property(story, (actions) => {
        const { incident, record } = play([opening(plainText('Chats hang')), ...actions]);
        const readBack = record.map((recorded) => recordedSchema.parse(JSON.parse(JSON.stringify(recorded))));
        expect(readBack).toEqual(record);
        expect(fold(readBack)).toEqual(incident);
      }),
      { numRuns: 200 },
    );
  });

  test('is numbered from 1 without a gap, in order of time', () => {
    fc.assert(
      fc.property(story, (actions) => {
        const { record } = play([opening(plainText('Chats hang')), ...actions]);
        expect(record.map(({ seq }) => seq)).toEqual(record.map((_, i) => i + 1));
        expect(record.map(({ at }) => at)).toEqual(record.map(({ at }) => at).sort((a, b) => a - b));
      }),
    );
  });

  test('is empty until someone declares an incident', () => {
    fc.assert(
      fc.property(story, (actions) => {
        const { record } = play(actions);
        expect(record[0]?.event.type ?? 'opened').toBe('opened');
      }),
    );
  });
});
