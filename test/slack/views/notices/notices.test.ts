import { describe, expect, test } from 'vitest';
import { effectSchema } from '../../../../src/domain/effects/effects.ts';
import { actionIds } from '../../../../src/slack/ids.ts';
import {
  effectWords,
  reminderMessage,
  replacedReminder,
  setbackMessage,
} from '../../../../src/slack/views/notices/notices.ts';
import { overhear } from '../../../support/overhear.ts';
import { at, bob, contractIncident, time } from '../../support/incidents.ts';
import { blockText, buttonsOf } from '../../support/reading.ts';

const due = at('2026-11-21T14:30:00Z');
const dueShown = '<!date^1795271400^{date_short_pretty} at {time}|14:30 UTC>';
const waiting = { seq: 9, due, promised: due, times: 1, replaces: null, ts: null, answer: null };
const unled = contractIncident({ commander: null });
const drill = contractIncident({ drill: { script: 'lunch-hour', startedAt: due, partsTold: 0 } });

describe('A reminder', () => {
  test('names the commander and the promised update', () => {
    const { text } = reminderMessage(contractIncident(), waiting, time);
    expect(text).toBe(`:alarm_clock: *Update due ${dueShown}.* <@U024BE7LH>`);
  });

  test('names who declared the incident while there is no commander', () => {
    expect(reminderMessage(unled, waiting, time).text).toContain('.* <@U024BE7LH> (no commander yet)');
  });

  test('names nobody if the bot declared an incident without a commander', () => {
    const { text } = reminderMessage({ ...unled, openedBy: { kind: 'bot' } }, waiting, time);
    expect(text).toContain('.* (no commander yet)');
  });

  test('offers to post the update and to snooze, and knows which reminder is meant', () => {
    expect(buttonsOf(reminderMessage(contractIncident(), waiting, time))).toEqual([
      { label: 'Post update', actionId: actionIds.postUpdate, value: '7' },
      { label: 'Snooze 15 min', actionId: actionIds.snooze, value: '7:9' },
    ]);
  });

  test.each([
    ['updated', `Update posted (it was due ${dueShown}).`],
    ['snoozed', `Reminder snoozed; the update was due ${dueShown}.`],
    ['ended', `Update no longer needed (it was due ${dueShown}).`],
  ] as const)('that was %s says so and loses its buttons', (answer, words) => {
    const message = reminderMessage(contractIncident(), { ...waiting, answer }, time);
    expect(message.text).toContain(words);
    expect(buttonsOf(message)).toEqual([]);
  });
});

test('A reminder that was replaced and cannot be deleted no longer asks for anything', () => {
  const message = replacedReminder({ promised: due }, time);
  expect(message.text).toBe(`:zzz: Replaced by a later reminder; the update was due ${dueShown}.`);
  expect(buttonsOf(message)).toEqual([]);
});

describe('In a drill', () => {
  test.each([
    ['a reminder', reminderMessage(drill, waiting, time)],
    ['a setback', setbackMessage(drill, { effect: 'invite', why: 'no', todo: 'Ask.' })],
  ])('%s says so at once', (_, { text, blocks }) => {
    expect(text).toMatch(/^:[a-z_]+: DRILL\b/);
    expect(blockText({ blocks })).toContain('DRILL');
  });
});

describe('A setback', () => {
  const setback = {
    effect: 'pin_headline',
    why: 'Slack returned too_many_pins',
    todo: 'Unpin a message in the channel, then try again.',
  };

  test('says what happened, what was kept, and what to do', () => {
    expect(setbackMessage(contractIncident(), setback).text).toBe(
      ":warning: INC-7: couldn't pin the headline (Slack returned too_many_pins). Nothing recorded was lost. Unpin a message in the channel, then try again.",
    );
  });

  test("names the person who couldn't be invited", () => {
    const failed = { effect: 'invite', user: bob, why: 'no', todo: 'Ask.' };
    expect(setbackMessage(contractIncident(), failed).text).toContain(
      "couldn't invite <@W012A3CDE> to the incident channel (no).",
    );
  });

  test('offers to try again', () => {
    expect(buttonsOf(setbackMessage(contractIncident(), setback))).toEqual([
      { label: 'Try again', actionId: actionIds.tryAgain, value: '7' },
    ]);
  });

  test.each([...effectSchema.options.map(({ shape }) => shape.type.value), 'sync_proposal'])(
    'describes %s in words, not by its name',
    (type) => {
      expect(overhear(effectWords(type))).toMatch(/^[a-z]+( [a-z'-]+)+$/);
    },
  );
});
