import { describe, expect, test } from 'vitest';
import { react } from '../../../../src/domain/effects/react.ts';
import { fold } from '../../../../src/domain/evolve/evolve.ts';
import type { FactCommand } from '../../../../src/domain/incident/learned/fact-commands.ts';
import { timeline } from '../../../../src/domain/records/timeline.ts';
import { channelReady, opened, resolved } from '../../support/events.ts';
import { alice, bob, byBot, minute } from '../../support/fixtures.ts';
import { given, incidentOf, type Past, record } from '../../support/given.ts';

const lost: FactCommand = { type: 'record_commander_lost', user: bob, why: 'deactivated' };
const event = { type: 'commander_lost', user: bob, why: 'deactivated' } as const;
const led = opened({ commander: bob });

describe('A commander who cannot have command any more', () => {
  test('loses it', () => {
    given(led).when(lost, { by: byBot }).thenRecords(event);
  });

  test.each<[string, Past[]]>([
    ['when somebody else has it by then', [led, { type: 'commander_assigned', user: alice, previous: bob }]],
    ['when nobody has it', [opened()]],
    ['when it is lost already', [led, event]],
    ['when the incident is over', [led, resolved()]],
  ])('records nothing %s', (_, past) => {
    given(...past)
      .when(lost, { by: byBot })
      .thenRecords();
  });

  test('leaves an incident without a commander, reported, that says why until someone takes command', () => {
    const after = incidentOf(led, { event, at: minute(5) });
    expect(after).toMatchObject({
      commander: null,
      lostCommander: { user: bob, why: 'deactivated' },
      calledOutAt: minute(5),
    });
    const taken = incidentOf(led, event, { type: 'commander_assigned', user: alice, previous: null });
    expect(taken).toMatchObject({ commander: alice, lostCommander: null });
  });

  test('queues one call for someone else, and no second one at the response target', () => {
    const events = record([led, channelReady(), { event, at: minute(5), by: byBot }]);
    const incident = fold(events);
    const last = events.at(-1);
    if (!incident || !last) throw new Error('There is no incident.');
    const owed = react(incident, last);
    expect(owed).toContainEqual({ owe: { type: 'call_out', of: 3 }, due: minute(5) });
    expect(owed).toContainEqual({ owe: { type: 'sync_headline' }, due: minute(5) });
    expect(owed).toContainEqual({ drop: expect.objectContaining({ type: 'check_response' }) });
    given(...[led, event])
      .when({ type: 'check_response', due: minute(15) }, { at: minute(15), by: byBot })
      .thenRecords();
  });

  test.each([
    ['deactivated', 'Commander: @U0BOB no longer has an active account, so the incident has no commander'],
    ['guest', 'Commander: @U0BOB is a guest in this workspace, so the incident has no commander'],
    ['outsider', "Commander: @U0BOB isn't a member of this workspace, so the incident has no commander"],
    ['app', 'Commander: @U0BOB is an app, so the incident has no commander'],
  ] as const)('stands on the timeline: %s', (why, words) => {
    const events = record([led, { event: { ...event, why }, at: minute(5), by: byBot }]);
    expect(timeline(events, (user) => `@${user}`).at(-1)?.text).toBe(words);
  });
});
