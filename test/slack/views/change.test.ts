import { describe, expect, test } from 'vitest';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { type UserId, userIdSchema } from '../../../src/domain/incident/ids.ts';
import { commsLeadRole, scribeRole } from '../../../src/domain/incident/people/roles.ts';
import type { Severity } from '../../../src/domain/incident/severity.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { changeMessage } from '../../../src/slack/views/change.ts';
import { overhear } from '../../support/overhear.ts';
import { everyEvent } from '../support/extremes/longest.ts';
import { longText, textKinds } from '../support/extremes/texts.ts';
import { alice, at, bob, contractIncident, recorded, time } from '../support/incidents.ts';
import { blockText } from '../support/reading.ts';

const carol = userIdSchema.parse('U000CAROL');
const dave = userIdSchema.parse('U0000DAVE');
const due = at('2026-11-21T14:30:00Z');
const promising = contractIncident({ nextUpdateAt: due });
const dueShown = '<!date^1795271400^{date_short_pretty} at {time}|14:30 UTC>';

describe("A change in the headline's thread", () => {
  const changeText = (event: IncidentEvent, by = alice) =>
    changeMessage(promising, recorded(event, { by: { kind: 'person', user: by } }), time)?.text;
  const later = { nextUpdateAt: due };

  test('for an update shows what the person changed', () => {
    const facts = { impact: plainText('No inbox'), cause: plainText('5xx'), action: null };
    const update = { type: 'update_posted', status: 'IDENTIFIED', ...facts, ...later } as const;
    expect(
      changeText({ ...update, changed: ['cause'] })
        ?.split('\n')
        .slice(1),
    ).toEqual(['*Cause:* 5xx']);
  });

  test('for an update shows everything the person wrote', () => {
    const changed = { impact: plainText('No inbox'), cause: plainText('5xx'), action: null };
    expect(changeText({ type: 'update_posted', status: 'IDENTIFIED', ...changed, ...later })).toBe(
      `:mega: *Update* by <@U024BE7LH>: IDENTIFIED  ·  *Next update:* ${dueShown}\n*Impact:* No inbox\n*Cause:* 5xx`,
    );
  });

  test('calls an update late if it came after its deadline', () => {
    const facts = { impact: null, cause: null, action: null, nextUpdateAt: due };
    const missed = at('2026-11-21T13:48:00Z');
    expect(changeText({ type: 'update_posted', status: 'IDENTIFIED', missed, ...facts })).toContain(
      ':mega: *Update* by <@U024BE7LH>, 12 min late: IDENTIFIED',
    );
  });

  test.each([
    [
      'another title',
      { type: 'title_changed', from: plainText('Inbox'), to: plainText('Webhooks') },
      ':pencil2: <@U024BE7LH> changed the title to: Webhooks',
    ],
    [
      'another start',
      { type: 'start_corrected', from: due, to: at('2026-11-21T13:00:00Z') },
      `:pencil2: <@U024BE7LH> corrected the start: <!date^1795266000^{date_short_pretty} at {time}|13:00 UTC>, not ${dueShown}.`,
    ],
    [
      'a start on the day before',
      { type: 'start_corrected', from: due, to: at('2026-11-20T23:00:00Z') },
      `:pencil2: <@U024BE7LH> corrected the start: <!date^1795215600^{date_short_pretty} at {time}|2026-11-20 23:00 UTC>, not ${dueShown.replace('|', '|2026-11-21 ')}.`,
    ],
    [
      'another time that figures count from',
      { type: 'time_corrected', time: 'mitigated', from: null, to: at('2026-11-21T13:00:00Z') },
      ':pencil2: <@U024BE7LH> corrected Mitigated: <!date^1795266000^{date_short_pretty} at {time}|13:00 UTC>',
    ],
    [
      'a link under its title',
      { type: 'link_added', url: 'https://docs.example/run?a=1&b=2', title: plainText('Run | book') },
      ':link: <@U024BE7LH> added a link: <https://docs.example/run?a=1&amp;b=2|Run   book>',
    ],
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
      '<@U024BE7LH> is now incident commander.',
    ],
    [
      'to whom command was handed over',
      { type: 'commander_assigned', user: bob, previous: alice },
      '<@W012A3CDE> is now incident commander (handed over by <@U024BE7LH>).',
    ],
    [
      'who took command over from whom',
      { type: 'commander_assigned', user: alice, previous: bob },
      '<@U024BE7LH> is now incident commander (taken over from <@W012A3CDE>).',
    ],
    [
      'to whom command was first given',
      { type: 'commander_assigned', user: bob, previous: null },
      '<@W012A3CDE> is now incident commander (assigned by <@U024BE7LH>).',
    ],
    [
      'who gave up command',
      { type: 'commander_vacated', previous: alice },
      "<@U024BE7LH> stepped down as commander. There's no commander now.",
    ],
    [
      'from whom command was taken away',
      { type: 'commander_vacated', previous: bob },
      "<@U024BE7LH> removed <@W012A3CDE> as commander. There's no commander now.",
    ],
    [
      'who took a role',
      { type: 'role_assigned', role: scribeRole, user: alice, previous: null },
      '<@U024BE7LH> is now Scribe.',
    ],
    [
      'to whom a role was handed over',
      { type: 'role_assigned', role: commsLeadRole, user: bob, previous: alice },
      '<@W012A3CDE> is now Comms lead instead of <@U024BE7LH> (assigned by <@U024BE7LH>).',
    ],
    [
      'who gave up a role',
      { type: 'role_assigned', role: commsLeadRole, user: null, previous: alice },
      "<@U024BE7LH> stepped down as Comms lead. There's no Comms lead now.",
    ],
    [
      'who cannot have a role any more',
      { type: 'role_lost', role: scribeRole, user: bob, why: 'deactivated' },
      "<@W012A3CDE> no longer has an active account, so there's no Scribe now.",
    ],
    ['a reopening', { type: 'reopened', why: null, ...later }, ':rotating_light: *Reopened* by <@U024BE7LH>'],
  ] as const)('shows %s', (_, event, text) => {
    expect(changeText(event)).toBe(text);
  });

  test('for a resolution shows what fixed it', () => {
    expect(changeText({ type: 'resolved', fix: plainText('Rolled back') })).toBe(
      ':white_check_mark: *Resolved* by <@U024BE7LH>, <!date^1795269600^{date_short_pretty} at {time}|14:00 UTC>\n*What fixed it:* Rolled back',
    );
  });

  describe("that combines several, because the earlier ones weren't posted,", () => {
    const toldSince = (...past: [...IncidentEvent[], last: IncidentEvent]): string | undefined => {
      const changes = past.map((event) => recorded(event, { by: { kind: 'person', user: bob } }));
      const last = changes.pop();
      return last && overhear(changeMessage(promising, last, time, { untold: changes })?.text);
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

    test('goes from what people last read to the current value', () => {
      expect(toldSince(severity('P3', 'P2'), severity('P2', 'P1'))).toBe(
        'The severity went from P3 to P1: <@W012A3CDE> changed it last. *Why:* It spreads',
      );
    });

    test('names everyone who has lost command meanwhile', () => {
      expect(toldSince(command(null, alice), command(alice, carol))).toBe(
        '<@U000CAROL> is now incident commander instead of <@U024BE7LH> (assigned by <@W012A3CDE>).',
      );
      expect(toldSince({ type: 'commander_vacated', previous: dave }, command(null, carol))).toBe(
        '<@U000CAROL> is now incident commander (assigned by <@W012A3CDE>). Before that, it was <@U0000DAVE>.',
      );
      expect(toldSince(command(dave, alice), command(alice, bob), command(bob, carol))).toBe(
        '<@U000CAROL> is now incident commander (handed over by <@W012A3CDE>). Before that, it was <@U0000DAVE>, <@U024BE7LH>.',
      );
    });

    test('says so if the value is the same again', () => {
      expect(toldSince(severity('P3', 'P2'), severity('P2', 'P3'))).toBe(
        'The severity is P3 again: <@W012A3CDE> changed it last. *Why:* It spreads',
      );
      expect(toldSince(command(alice, bob), command(bob, alice))).toBe(
        '<@U024BE7LH> is now incident commander again (handed over by <@W012A3CDE>).',
      );
    });
  });

  test('is posted for these events and no others', () => {
    const types = everyEvent('letters').filter((event) => changeText(event) !== undefined);
    expect(types.map(({ type }) => type)).toEqual([
      'made_private',
      'declaration_corrected',
      'update_posted',
      'title_changed',
      'start_corrected',
      'time_corrected',
      'link_added',
      'severity_changed',
      'commander_assigned',
      'commander_vacated',
      'role_assigned',
      'role_lost',
      'diagnosed',
      'entry_edited',
      'entry_hidden',
      'entry_restored',
      'resolved',
      'resolution_corrected',
      'action_item_added',
      'action_item_edited',
      'action_item_done',
      'action_item_reopened',
      'action_item_dropped',
      'cancelled',
      'duplicate_marked',
      'cancellation_corrected',
      'canvas_left_out',
      'reopened',
    ]);
  });

  test.each(textKinds)('shows every part of a long update: %s', (kind) => {
    const text = longText(kind);
    const event = {
      type: 'update_posted',
      status: 'MONITORING',
      impact: text,
      cause: text,
      action: text,
    } as const;
    const message = changeMessage(promising, recorded({ ...event, ...later }), time);
    const read = message && blockText(message);
    for (const label of ['Impact:', 'Cause:', 'Action:', 'Next update:'])
      expect(read).toContain(`*${label}*`);
  });
});
