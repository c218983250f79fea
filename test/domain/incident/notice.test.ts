import { describe, expect, test } from 'vitest';
import { noticeEffect } from '../../../src/domain/effects/channel-effects.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { channelIdSchema } from '../../../src/domain/incident/ids.ts';
import type { Notice, NoticeEnd } from '../../../src/domain/incident/notice.ts';
import { consequences } from '../support/consequences.ts';
import { checkedAgain, diagnosed, healthy, outage } from '../support/diagnoses.ts';
import {
  channelReady,
  closed,
  headlinePosted,
  opened,
  reopened,
  resolved,
  severityChanged,
} from '../support/events.ts';
import { alice, bob, byAlice, byBob, byBot, minute, ts } from '../support/fixtures.ts';
import { given, incidentOf, type Past } from '../support/given.ts';

const overdue: IncidentEvent = { type: 'response_overdue', due: minute(15) };
const dm = channelIdSchema.parse('D024BE91L');
const taken: IncidentEvent = { type: 'commander_assigned', user: bob, previous: null };
const lost: IncidentEvent = { type: 'commander_lost', user: bob, why: 'deactivated' };
const recovered: IncidentEvent = { type: 'recovered', since: minute(0) };
const flaps: IncidentEvent = { type: 'flapping', since: minute(0), changes: 3, between: [] };
const calmed: IncidentEvent = { ...diagnosed(healthy), calmed: { since: minute(6), runs: 9 } };
const well = checkedAgain({ leaf: 'healthy', owner: 'nobody' });
const bad = checkedAgain({ owner: outage.owner });
const unclear = checkedAgain({ leaf: 'no_answer', owner: 'unknown' });
const corrected = (commander: typeof bob | null): IncidentEvent => ({
  type: 'declaration_corrected',
  title: opened().title,
  severity: 'P2',
  impact: null,
  commander,
  nextUpdateAt: minute(30),
  respondBy: minute(60),
});

const here = [opened(), channelReady(), headlinePosted()];
const called = [...here, overdue];
const offered = [...here, diagnosed(), well, well, recovered];
const changing = [...here, diagnosed(), flaps];
const posted = (of: number): IncidentEvent => ({ type: 'notice_posted', of, ts: ts('6.1') });

/** How a notice ended, after a past that raised it as its event `seq`. */
const endOf = (seq: number, ...past: Past[]): NoticeEnd | null | undefined =>
  incidentOf(...past).notices.get(seq)?.end;
const noticesOwed = (...past: Past[]): string[] =>
  consequences(...past).filter((owed) => /^(?:call_out|offer_resolve|tell_flapping) /u.test(owed));

describe('The call for a commander', () => {
  test.each<[string, IncidentEvent]>([
    ['took command', taken],
    ['was named in a corrected declaration', corrected(bob)],
  ])('ends when someone %s, with who it was and whose doing', (_how, event) => {
    const past: Past[] = [...called, posted(4), { event, by: byBob, at: minute(20) }];
    expect(endOf(4, ...past)).toEqual({ how: 'taken', user: bob, by: byBob, at: minute(20), seq: 6 });
    expect(noticesOwed(...past)).toEqual(['call_out 4 @20']);
  });

  test("ends with the incident, and isn't repeated when that is reopened", () => {
    const past: Past[] = [...called, { event: resolved(), at: minute(20) }];
    const over = { how: 'over', by: byAlice, at: minute(20), seq: 5 };
    expect(endOf(4, ...past)).toEqual(over);
    expect(noticesOwed(...past)).toEqual(['call_out 4 @20']);
    expect(endOf(4, ...past, closed(), reopened(), taken)).toEqual(over);
    expect(noticesOwed(...past, closed(), reopened(), taken)).toEqual([]);
  });

  test('stays as it ended when whoever took command leaves, which is another call', () => {
    const past = [...called, taken, lost];
    expect(endOf(4, ...past)).toMatchObject({ how: 'taken' });
    expect(endOf(6, ...past)).toBeNull();
    expect(noticesOwed(...past)).toEqual(['call_out 6 @0']);
  });

  test.each<[string, IncidentEvent]>([
    ['a change of severity', severityChanged()],
    ['a corrected declaration without a commander', corrected(null)],
  ])('continues and names the severity that there is after %s', (_what, event) => {
    expect(endOf(4, ...called, event)).toBeNull();
    expect(noticesOwed(...called, event)).toEqual(['call_out 4 @0']);
  });

  test('names the response target that was missed, whatever the severity is now', () => {
    const { notices } = incidentOf(...called, severityChanged({ to: 'P3' }));
    expect(notices.get(4)).toMatchObject({ kind: 'call', target: { severity: 'P1' } });
  });
});

describe('The offer to resolve', () => {
  test('ends when the checks find a problem again, and a later recovery is another offer', () => {
    const past: Past[] = [...offered, { event: bad, at: minute(20) }];
    expect(endOf(7, ...past)).toEqual({ how: 'failing', at: minute(20), seq: 8 });
    expect(noticesOwed(...past)).toEqual(['offer_resolve 7 @20']);
    expect(endOf(9, ...past, recovered)).toBeNull();
    expect(noticesOwed(...past, recovered)).toEqual(['offer_resolve 9 @0']);
  });

  test('ends when a verdict names a problem', () => {
    expect(endOf(7, ...offered, diagnosed())).toMatchObject({ how: 'failing' });
  });

  test("ends with the incident, and doesn't return when that is reopened and healthy", () => {
    expect(endOf(7, ...offered, resolved())).toMatchObject({ how: 'over', seq: 8 });
    expect(noticesOwed(...offered, resolved())).toEqual(['offer_resolve 7 @0']);
    expect(noticesOwed(...offered, resolved(), reopened(), well)).toEqual([]);
  });

  test.each<[string, IncidentEvent[]]>([
    ['cannot tell', [unclear]],
    ['can tell again', [unclear, well]],
    ['go back and forth', [unclear, flaps]],
    ['agree after that', [unclear, flaps, calmed]],
  ])('goes on, and its message follows, when the checks %s', (_what, since) => {
    expect(endOf(7, ...offered, ...since)).toBeNull();
    expect(noticesOwed(...offered, ...since)).toContain('offer_resolve 7 @0');
  });

  test.each<[string, IncidentEvent[]]>([
    ['somebody takes command', [taken]],
    ['command is lost', [taken, lost]],
    ['the declaration is corrected', [corrected(null)]],
  ])('names whoever is asked by then when %s', (_what, since) => {
    expect(noticesOwed(...offered, ...since)).toContain('offer_resolve 7 @0');
  });

  test("isn't touched by a run with the same result", () => {
    expect(noticesOwed(...offered, well)).toEqual([]);
  });
});

describe('The notice that the checks flap', () => {
  test('ends when they agree for a while', () => {
    expect(endOf(5, ...changing, calmed)).toEqual({
      how: 'calm',
      since: minute(6),
      owner: 'nobody',
      cause: healthy.cause,
      seq: 6,
    });
    expect(noticesOwed(...changing, calmed)).toEqual(['tell_flapping 5 @0']);
  });

  test('also ends when they agree on the last verdict reported', () => {
    const same = checkedAgain({ calmed: { since: minute(6), runs: 9 } });
    const end = { how: 'calm', since: minute(6), owner: 'intercom', cause: outage.cause, seq: 6 };
    expect(endOf(5, ...changing, same)).toEqual(end);
    expect(noticesOwed(...changing, same)).toEqual(['tell_flapping 5 @0']);
  });

  test('ends with the incident', () => {
    expect(endOf(5, ...changing, resolved())).toMatchObject({ how: 'over' });
  });
});

describe('The report of a failure', () => {
  const setback = (effect: string, key?: string): Past => ({
    event: { type: 'setback', effect, ...(key && { key }), why: 'no', todo: 'Ask.' },
    by: byBot,
  });
  const over = (key: string): IncidentEvent => ({ type: 'setback_over', key, how: 'done' });
  const failed: Past[] = [...here, setback('invite', 'invite:7:U1'), setback('invite', 'invite:7:U2')];

  test('ends when exactly that succeeds, and its message says so', () => {
    const past: Past[] = [...failed, { event: over('invite:7:U2'), at: minute(20) }];
    expect([endOf(4, ...past), endOf(5, ...past)]).toEqual([null, { how: 'done', at: minute(20), seq: 6 }]);
    expect(consequences(...past)).toEqual(['tell_setback 5 @20']);
  });

  test('ends once, and only if people were told', () => {
    const fact = (key: string) => ({ type: 'record_setback_over', key, how: 'done' }) as const;
    given(...failed)
      .when(fact('invite:7:U1'))
      .thenRecords(over('invite:7:U1'));
    given(...failed, over('invite:7:U1'))
      .when(fact('invite:7:U1'))
      .thenRecords();
    given(...failed)
      .when(fact('invite:7:U3'))
      .thenRecords();
  });

  test('is no longer needed when the incident is over, if it repeats while that is open', () => {
    const past: Past[] = [
      ...here,
      setback('check_again', 'check_again:7'),
      setback('set_topic', 'set_topic:7'),
    ];
    const resolution: Past = { event: resolved(), at: minute(20) };
    expect(endOf(4, ...past, resolution)).toEqual({ how: 'unneeded', at: minute(20), seq: 6 });
    expect(endOf(5, ...past, resolution)).toBeNull();
    expect(consequences(...past, resolution)).toContain('tell_setback 4 @20');
  });

  test('stays in a direct message when there is a channel', () => {
    const past: Past[] = [opened(), setback('ensure_channel', 'ensure_channel:7')];
    const direct: IncidentEvent = { type: 'notice_posted', of: 2, ts: ts('6.1'), channel: dm };
    const { notices } = incidentOf(...past, direct, over('ensure_channel:7'), channelReady());
    expect(notices.get(2)).toMatchObject({ ts: '6.1', channel: dm, end: { how: 'done' } });
    expect(consequences(...past, direct, over('ensure_channel:7'))).toEqual(['tell_setback 2 @0']);
  });

  test('from an earlier version, which has no key, stays as posted', () => {
    expect(endOf(4, ...here, setback('set_topic'))).toBeUndefined();
  });
});

describe("A notice's place", () => {
  test('is recorded once, even if the notice has ended by then', () => {
    const fact = { type: 'record_notice_post', of: 4, ts: ts('6.1') } as const;
    given(...called)
      .when(fact)
      .thenRecords(posted(4));
    given(...called, taken)
      .when(fact)
      .thenRecords(posted(4));
    given(...called, posted(4))
      .when(fact)
      .thenRecords();
  });

  test('is a later channel if there was none, as long as the notice still applies', () => {
    const past = [opened(), diagnosed(), well, well, recovered];
    expect(noticesOwed(...past)).toEqual([]);
    expect(noticesOwed(...past, channelReady())).toEqual(['offer_resolve 5 @0']);
    expect(noticesOwed(...past, bad, channelReady())).toEqual([]);
  });

  test('is kept for the latest fifty', () => {
    const raised = Array.from({ length: 55 }, (): IncidentEvent[] => [recovered, bad]).flat();
    const { notices } = incidentOf(...here, ...raised);
    expect(notices.size).toBe(50);
    expect([...notices.values()].map((one: Notice) => noticeEffect(one)).at(-1)).toEqual({
      type: 'offer_resolve',
      of: 112,
    });
  });
});

test('A call that an earlier version posted has no known place, and stays as posted', () => {
  const incident = incidentOf(...called, { type: 'commander_assigned', user: alice, previous: null });
  expect(incident.notices.get(4)).toMatchObject({ ts: null, end: { how: 'taken' } });
});
