import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../../src/domain/incident/incident.ts';
import type { Notice, NoticeEnd } from '../../../../src/domain/incident/notice.ts';
import { actionIds } from '../../../../src/slack/ids.ts';
import { noticeMessage as made } from '../../../../src/slack/views/notices/standing-notices.ts';
import { overhear } from '../../../support/overhear.ts';
import { alice, at, bob, contractIncident, time } from '../../support/incidents.ts';
import { blockText, buttonsOf } from '../../support/reading.ts';

const noticeMessage = (...args: Parameters<typeof made>) => overhear(made(...args));
const now = at('2026-11-21T14:00:00Z');
const nowShown = '<!date^1795269600^{date_short_pretty} at {time}|14:00 UTC>';
const byAlice = { kind: 'person', user: alice } as const;
const target = { severity: 'P1', within: { amount: 15, unit: 'm' } } as const;

const raised = { seq: 4, ts: null, end: null };
const call: Notice = { ...raised, kind: 'call', target, lost: null };
const lostCall: Notice = { ...call, lost: { user: bob, why: 'deactivated' } };
const offer: Notice = { ...raised, kind: 'offer' };
const changing: Notice = { ...raised, kind: 'flapping', flapping: { since: now, changes: 4, between: [] } };

const failed: Notice = {
  ...raised,
  kind: 'setback',
  setback: { effect: 'invite', key: 'invite:7:W012A3CDE', user: bob, why: 'no', todo: 'Ask.' },
  channel: null,
};

const unled = contractIncident({ commander: null });
const healthy = { since: now, runs: 3 };

describe('The call for a commander', () => {
  test('names the missed target and offers to take command', () => {
    const message = noticeMessage(unled, call, time);
    expect(message.text).toBe(
      ':rotating_light: *No commander yet.* This P1 needs one: the response target has passed (P1: 15 min). <@U024BE7LH>',
    );
    expect(buttonsOf(message)).toEqual([
      { label: 'Take command', actionId: actionIds.takeCommand, value: '7' },
    ]);
  });

  test('names the current severity, and the missed target', () => {
    expect(noticeMessage({ ...unled, severity: 'P3' }, call, time).text).toContain(
      'This P3 needs one: the response target has passed (P1: 15 min).',
    );
  });

  test('names the former commander, and asks for a new one', () => {
    expect(noticeMessage(unled, lostCall, time).text).toBe(
      ':rotating_light: *No commander.* <@W012A3CDE> no longer has an active account. This P1 needs a new one. <@U024BE7LH>',
    );
  });
});

describe('The offer to resolve', () => {
  test('says when the checks were first healthy again, and whom it asks', () => {
    const message = noticeMessage(contractIncident({ healthy }), offer, time);
    expect(message.text).toBe(
      `:large_green_circle: *Checks are healthy again*, first seen ${nowShown}. <@U024BE7LH>: if customers confirm, resolve the incident.`,
    );
    expect(buttonsOf(message).map(({ label }) => label)).toEqual(['Resolve']);
  });

  test.each<[string, Partial<Incident>]>([
    ['cannot tell', { healthy: null }],
    ['go back and forth', { healthy, flapping: { seq: 9, since: now, changes: 4, between: [] } }],
  ])('rests while the checks %s', (_when, over) => {
    const message = noticeMessage(contractIncident(over), offer, time);
    expect(message.text).toBe(
      ':white_circle: The checks are no longer steadily healthy. The offer to resolve will return once they are.',
    );
    expect(buttonsOf(message)).toEqual([]);
  });
});

test.each<[string, Notice, NoticeEnd, string]>([
  [
    'a call that was answered by whoever took command',
    call,
    { how: 'taken', user: alice, by: byAlice, at: now, seq: 9 },
    `:white_check_mark: <@U024BE7LH> took command, ${nowShown}.`,
  ],
  [
    'a call that was answered by somebody for another',
    lostCall,
    { how: 'taken', user: bob, by: byAlice, at: now, seq: 9 },
    `:white_check_mark: <@W012A3CDE> was given command, ${nowShown}.`,
  ],
  [
    'an offer that the checks have overtaken',
    offer,
    { how: 'failing', at: now, seq: 9 },
    `:red_circle: The checks failed again ${nowShown}. The offer to resolve was withdrawn.`,
  ],
  [
    'what was said of checks that are calm',
    changing,
    { how: 'calm', since: now, owner: 'intercom', cause: 'The API returns 503', seq: 9 },
    `:left_right_arrow: The checks kept changing their verdict until ${nowShown}. Then they agreed: Intercom. The API returns 503`,
  ],
  [
    'an offer that was taken',
    offer,
    { how: 'over', by: byAlice, at: now, seq: 9 },
    `:white_check_mark: This is over: <@U024BE7LH> resolved the incident, ${nowShown}.`,
  ],
  [
    'what ended by the bot itself',
    changing,
    { how: 'over', by: { kind: 'bot' }, at: now, seq: 9 },
    `:white_check_mark: This is over: the bot resolved the incident, ${nowShown}.`,
  ],
  [
    'what was done on a later try',
    failed,
    { how: 'done', at: now, seq: 9 },
    `:white_check_mark: INC-7: couldn't invite <@W012A3CDE> to the incident channel at first; done on a later try, ${nowShown}.`,
  ],
  [
    'what is not needed any more',
    failed,
    { how: 'unneeded', at: now, seq: 9 },
    `:white_check_mark: INC-7: couldn't invite <@W012A3CDE> to the incident channel at first; no longer needed, ${nowShown}.`,
  ],
])('%s says so in one line, and asks for nothing any more', (_what, notice, end, words) => {
  const message = noticeMessage(unled, { ...notice, end }, time);
  expect(message.text).toBe(words);
  expect(buttonsOf(message)).toEqual([]);
});

test.each([call, offer, changing, failed])('In a drill, a notice says so at once: $kind', (notice) => {
  const drill = { script: 'lunch-hour', startedAt: now, partsTold: 0 };
  const { text, blocks } = noticeMessage(contractIncident({ drill, healthy }), notice, time);
  expect(text).toMatch(/^:[a-z_]+: DRILL\b/);
  expect(blockText({ blocks })).toContain('DRILL');
});
