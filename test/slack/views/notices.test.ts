import { describe, expect, test } from 'vitest';
import { effectSchema } from '../../../src/domain/effects/effects.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events.ts';
import { type UserId, userIdSchema } from '../../../src/domain/incident/ids.ts';
import type { Severity } from '../../../src/domain/incident/severity.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { actionIds } from '../../../src/slack/ids.ts';
import { changeMessage } from '../../../src/slack/views/change.ts';
import {
  effectWords,
  reminderMessage,
  replacedReminder,
  setbackMessage,
} from '../../../src/slack/views/notices.ts';
import { overhear } from '../../support/overhear.ts';
import { alice, at, bob, contractIncident, recorded, time } from '../support/incidents.ts';
import { everyEvent } from '../support/longest.ts';
import { blockText, buttonsOf } from '../support/reading.ts';
import { longText, textKinds } from '../support/texts.ts';

const carol = userIdSchema.parse('U000CAROL');
const dave = userIdSchema.parse('U0000DAVE');
const due = at('2026-11-21T14:30:00Z');
const dueShown = '<!date^1795271400^{date_short_pretty} at {time}|14:30 UTC>';
const waiting = { seq: 9, due, promised: due, times: 1, replaces: null, ts: null, answer: null };
const unled = contractIncident({ commander: null });
const drill = contractIncident({ drill: { script: 'lunch-hour', startedAt: due, told: 0 } });

describe('a reminder', () => {
  test('names the commander and what was promised', () => {
    const { text } = reminderMessage(contractIncident(), waiting, time);
    expect(text).toBe(`:alarm_clock: <@U024BE7LH>: the update promised for ${dueShown} is due.`);
  });

  test('names who declared the incident while nobody has command', () => {
    expect(reminderMessage(unled, waiting, time).text).toContain(
      '<@U024BE7LH>, nobody has command: the update',
    );
  });

  test('names nobody when the bot opened an incident without a commander', () => {
    const { text } = reminderMessage({ ...unled, openedBy: { kind: 'bot' } }, waiting, time);
    expect(text).toContain(':alarm_clock: nobody has command: the update');
  });

  test('offers to post the update and to snooze, and knows which reminder is meant', () => {
    expect(buttonsOf(reminderMessage(contractIncident(), waiting, time))).toEqual([
      { label: 'Post update', actionId: actionIds.postUpdate, value: '7' },
      { label: 'Snooze 15 min', actionId: actionIds.snooze, value: '7:9' },
    ]);
  });

  test.each([
    ['updated', 'was posted'],
    ['snoozed', 'is still due; the reminder comes again later'],
    ['ended', 'is not needed any more'],
  ] as const)('that was %s says so and loses its buttons', (answer, words) => {
    const message = reminderMessage(contractIncident(), { ...waiting, answer }, time);
    expect(message.text).toContain(`The update promised for ${dueShown} ${words}.`);
    expect(buttonsOf(message)).toEqual([]);
  });
});

test('a reminder that another one follows and that cannot be deleted asks for nothing any more', () => {
  const message = replacedReminder({ promised: due }, time);
  expect(message.text).toBe(
    `:zzz: The update promised for ${dueShown} is still due; a later reminder asks for it.`,
  );
  expect(buttonsOf(message)).toEqual([]);
});

describe('a change in the headline thread', () => {
  const told = (event: IncidentEvent, by = alice) =>
    changeMessage(recorded(event, { by: { kind: 'person', user: by } }), time)?.text;
  const later = { nextUpdateAt: due };

  test('tells of an update what the person said otherwise than it stood', () => {
    const facts = { impact: plainText('No inbox'), cause: plainText('5xx'), action: null };
    const update = { type: 'update_posted', status: 'IDENTIFIED', ...facts, ...later } as const;
    expect(
      told({ ...update, changed: ['cause'] })
        ?.split('\n')
        .slice(1),
    ).toEqual(['*Cause:* 5xx']);
  });

  test('tells an update with all that was said', () => {
    const said = { impact: plainText('No inbox'), cause: plainText('5xx'), action: null };
    expect(told({ type: 'update_posted', status: 'IDENTIFIED', ...said, ...later })).toBe(
      `:mega: *Update* by <@U024BE7LH>: IDENTIFIED  ·  *Next update:* ${dueShown}\n*Impact:* No inbox\n*Cause:* 5xx`,
    );
  });

  test('calls an update late that came after its time', () => {
    const facts = { impact: null, cause: null, action: null, nextUpdateAt: due };
    const missed = at('2026-11-21T13:48:00Z');
    expect(told({ type: 'update_posted', status: 'IDENTIFIED', missed, ...facts })).toContain(
      ':mega: *Update* by <@U024BE7LH>, 12 min late: IDENTIFIED',
    );
  });

  test.each([
    [
      'a severity with its reason',
      {
        type: 'severity_changed',
        from: 'P2',
        to: 'P1',
        why: plainText('all of EU'),
        ...later,
        respondBy: due,
      },
      '<@U024BE7LH> changed the severity from P2 to P1. *Why:* all of EU',
    ],
    [
      'who took command',
      { type: 'commander_assigned', user: alice, previous: null },
      '<@U024BE7LH> has command.',
    ],
    [
      'to whom command was handed over',
      { type: 'commander_assigned', user: bob, previous: alice },
      '<@W012A3CDE> has command, handed over by <@U024BE7LH>.',
    ],
    [
      'who took command over from whom',
      { type: 'commander_assigned', user: alice, previous: bob },
      '<@U024BE7LH> has command, taken over from <@W012A3CDE>.',
    ],
    [
      'to whom command was first given',
      { type: 'commander_assigned', user: bob, previous: null },
      '<@W012A3CDE> has command, assigned by <@U024BE7LH>.',
    ],
    ['a reopening', { type: 'reopened', why: null, ...later }, ':rotating_light: *Reopened* by <@U024BE7LH>'],
  ] as const)('tells %s', (_, event, text) => {
    expect(told(event)).toBe(text);
  });

  test('tells a resolution with what fixed it', () => {
    expect(told({ type: 'resolved', fix: plainText('Rolled back') })).toBe(
      ':white_check_mark: *Resolved* by <@U024BE7LH>, <!date^1795269600^{date_short_pretty} at {time}|14:00 UTC>\n*What fixed it:* Rolled back',
    );
  });

  describe('that tells of several, for nobody has heard of those before it', () => {
    const toldSince = (...past: [...IncidentEvent[], last: IncidentEvent]): string | undefined => {
      const changes = past.map((event) => recorded(event, { by: { kind: 'person', user: bob } }));
      const last = changes.pop();
      return last && overhear(changeMessage(last, time, changes)?.text);
    };
    const severity = (from: Severity, to: Severity): IncidentEvent => ({
      type: 'severity_changed',
      from,
      to,
      why: plainText('It spreads'),
      respondBy: due,
      ...later,
    });
    const command = (previous: UserId | null, user: UserId): IncidentEvent => ({
      type: 'commander_assigned',
      user,
      previous,
    });

    test('says from what people last heard to what it is', () => {
      expect(toldSince(severity('P3', 'P2'), severity('P2', 'P1'))).toBe(
        'The severity went from P3 to P1: <@W012A3CDE> changed it last. *Why:* It spreads',
      );
    });

    test('names everybody who has lost command meanwhile', () => {
      expect(toldSince(command(null, alice), command(alice, carol))).toBe(
        '<@U000CAROL> has command instead of <@U024BE7LH>, assigned by <@W012A3CDE>.',
      );
      expect(toldSince(command(dave, alice), command(alice, bob), command(bob, carol))).toBe(
        '<@U000CAROL> has command, handed over by <@W012A3CDE>. Before that it was with <@U0000DAVE>, <@U024BE7LH>.',
      );
    });

    test('says so where that is the same again', () => {
      expect(toldSince(severity('P3', 'P2'), severity('P2', 'P3'))).toBe(
        'The severity is P3 again: <@W012A3CDE> changed it last. *Why:* It spreads',
      );
      expect(toldSince(command(alice, bob), command(bob, alice))).toBe(
        '<@U024BE7LH> has command again, handed over by <@W012A3CDE>.',
      );
    });
  });

  test('is told of these events and of no other', () => {
    const types = everyEvent('letters').filter((event) => told(event) !== undefined);
    expect(types.map(({ type }) => type)).toEqual([
      'declaration_corrected',
      'update_posted',
      'severity_changed',
      'commander_assigned',
      'diagnosed',
      'resolved',
      'resolution_corrected',
      'reopened',
    ]);
  });

  test.each(textKinds)('tells every part of a long update: %s', (kind) => {
    const text = longText(kind);
    const event = {
      type: 'update_posted',
      status: 'MONITORING',
      impact: text,
      cause: text,
      action: text,
    } as const;
    const message = changeMessage(recorded({ ...event, ...later }), time);
    const read = message && blockText(message);
    for (const label of ['Impact:', 'Cause:', 'Action:', 'Next update:'])
      expect(read).toContain(`*${label}*`);
  });
});

describe('in a drill', () => {
  test.each([
    ['a reminder', reminderMessage(drill, waiting, time)],
    [
      'a setback',
      setbackMessage(drill, recorded({ type: 'setback', effect: 'invite', why: 'no', todo: 'Ask.' })),
    ],
  ])('%s says so at once', (_, { text, blocks }) => {
    expect(text).toMatch(/^:[a-z_]+: DRILL\b/);
    expect(blockText({ blocks })).toContain('DRILL');
  });
});

describe('a setback', () => {
  const setback = recorded({
    type: 'setback',
    effect: 'pin_headline',
    why: 'Slack answered too_many_pins',
    todo: 'Unpin a message in the channel, then try again.',
  });

  test('says what happened, what was kept and what to do', () => {
    expect(setbackMessage(contractIncident(), setback).text).toBe(
      ':warning: INC-7: could not pin the headline: Slack answered too_many_pins. The record is safe. Unpin a message in the channel, then try again.',
    );
  });

  test('names the person who could not be invited', () => {
    const failed = recorded({ type: 'setback', effect: 'invite', user: bob, why: 'no', todo: 'Ask.' });
    expect(setbackMessage(contractIncident(), failed).text).toContain(
      'could not invite <@W012A3CDE> to the incident channel: no.',
    );
  });

  test('offers to try again', () => {
    expect(buttonsOf(setbackMessage(contractIncident(), setback))).toEqual([
      { label: 'Try again', actionId: actionIds.tryAgain, value: '7' },
    ]);
  });

  test.each([...effectSchema.options.map(({ shape }) => shape.type.value), 'sync_proposal'])(
    'calls %s by words, not by its name',
    (type) => {
      expect(overhear(effectWords(type))).toMatch(/^[a-z]+( [a-z]+)+$/);
    },
  );
});
