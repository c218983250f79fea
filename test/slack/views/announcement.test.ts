import { describe, expect, test } from 'vitest';
import { AppendOnlyMap } from '../../../src/domain/incident/append-only-map.ts';
import type { Millis } from '../../../src/domain/incident/ids.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { announcement, endMessage } from '../../../src/slack/views/announcement.ts';
import { entry } from '../support/diagnoses.ts';
import { longestIncident } from '../support/extremes/longest.ts';
import { textKinds } from '../support/extremes/texts.ts';
import { at, bob, contractIncident, inStatus, time } from '../support/incidents.ts';
import { blockText, buttonsOf } from '../support/reading.ts';

const found = new Map([[2, entry()]]);
const calledOutAt = at('2026-11-21T14:16:00Z');
const callOut = '*No commander yet.*';

describe('An announcement', () => {
  test('says what is known in a few lines, with a link to the channel', () => {
    expect(announcement(contractIncident(), time).text).toBe(
      `*[P1] INCIDENT: Intercom Integration* in <#C0INC7>
INC-7: Inbox does not load
Status: INVESTIGATING
Impact: Customer conversations not loading
Commander: <@U024BE7LH>
Next update: 14:30 UTC`,
    );
  });

  test('names no channel before there is one', () => {
    const { text } = announcement(contractIncident({ channel: null, commander: null }), time);
    expect(text.split('\n')[0]).toBe('*[P1] INCIDENT: Intercom Integration*');
    expect(text).toContain('\nCommander: Unassigned');
  });

  test('has no buttons, because they belong in the incident channel', () => {
    expect(buttonsOf(announcement(contractIncident(), time))).toEqual([]);
  });

  test('shows the next update', () => {
    const late = { ...time, now: at('2026-11-21T14:31:00Z') };
    expect(announcement(contractIncident(), time).text).toContain('Next update: 14:30 UTC');
    expect(announcement(contractIncident(), late).text).toContain('Next update: overdue since 14:30 UTC');
    expect(blockText(announcement(contractIncident(), late))).toContain('*overdue since <!date^1795271400^');
  });

  test('says that nobody took command in time, and what the target was', () => {
    const { text } = announcement(contractIncident({ commander: null, calledOutAt }), time);
    expect(text).toContain(`${callOut} The response target was <!date^1795270500^`);
  });

  test('says who had to give up command, not that nobody has taken it', () => {
    const lostCommander = { user: bob, why: 'deactivated' as const };
    const { text } = announcement(contractIncident({ commander: null, calledOutAt, lostCommander }), time);
    expect(text).toContain(`*No commander.* <@${bob}> `);
    expect(text).not.toContain(callOut);
  });

  test.each([
    ['somebody has command', contractIncident({ commander: bob, calledOutAt })],
    ['it is over', inStatus('RESOLVED', { commander: null, calledOutAt })],
    ['nobody has been called yet', contractIncident({ commander: null })],
  ])('calls for nobody if %s', (_, incident) => {
    expect(announcement(incident, time).text).not.toContain(callOut);
  });

  test('starts with status and title in its blocks, and says whose problem it is', () => {
    const read = blockText(announcement(contractIncident({ diagnoses: found }), time));
    expect(read).toMatch(
      /^:red_circle: \*\[P1\] Inbox does not load\* in <#C0INC7>\nStatus: INVESTIGATING\n/u,
    );
    expect(read).toContain('\nWhose problem: Intercom\n');
  });

  test("at the end says how long it lasted in the reader's zone, what fixed it, and where the postmortem is", () => {
    const over = {
      resolvedAt: at('2026-11-21T15:12:00Z'),
      degraded: new AppendOnlyMap<number, { from: Millis; to: Millis }>().with(9, {
        from: at('2026-11-21T14:00:00Z'),
        to: at('2026-11-21T15:12:00Z'),
      }),
      degradedSince: null,
      fix: plainText('Rolled back'),
    };
    const ended = inStatus('CLOSED', over);
    const { text } = announcement(ended, time, 'https://acme.slack.com/files/U1/F1/postmortem-inc-7.md');
    expect(text).toContain(
      `
Duration: 1 hour 12 minutes, from <!date^1795269600^{date_short_pretty} at {time}|14:00 UTC> to <!date^1795273920^{date_short_pretty} at {time}|15:12 UTC>
What fixed it: Rolled back
Postmortem: <https://acme.slack.com/files/U1/F1/postmortem-inc-7.md|postmortem-INC-7.md>`,
    );
    expect(text).not.toContain('Next update');
    expect(endMessage(ended).text).toBe(
      ':white_check_mark: *INC-7 is resolved:* Inbox does not load\nDuration: 1 hour 12 minutes\nWhat fixed it: Rolled back',
    );
  });

  test('says that an incident which was resolved for a while had several periods', () => {
    const corrected = inStatus('CLOSED', {
      startedAt: at('2026-11-19T14:00:00Z'),
      resolvedAt: at('2026-11-21T15:12:00Z'),
      degraded: new AppendOnlyMap<number, { from: Millis; to: Millis }>()
        .with(9, { from: at('2026-11-19T14:00:00Z'), to: at('2026-11-19T14:40:00Z') })
        .with(12, { from: at('2026-11-21T15:10:00Z'), to: at('2026-11-21T15:12:00Z') }),
      degradedSince: null,
    });
    expect(announcement(corrected, time).text).toContain(
      '\nDuration: 0 hours 42 minutes in 2 periods, from <!date^',
    );
  });

  test("says on which day it ended if that isn't the day it began", () => {
    const overnight = inStatus('CLOSED', {
      startedAt: at('2026-11-20T23:50:00Z'),
      resolvedAt: at('2026-11-21T14:10:00Z'),
      degraded: new AppendOnlyMap<number, { from: Millis; to: Millis }>().with(9, {
        from: at('2026-11-20T23:50:00Z'),
        to: at('2026-11-21T14:10:00Z'),
      }),
      degradedSince: null,
    });
    const { text } = announcement(overnight, time);
    expect(text).toMatch(/from <[^>]*\|2026-11-20 23:50 UTC> to <[^>]*\|2026-11-21 14:10 UTC>/);
  });

  test.each(textKinds)('names the commander however long title and impact are: %s', (kind) => {
    const message = announcement(longestIncident(kind), time);
    expect(message.text).toContain('\nCommander: <@U024BE7LH>');
    expect(blockText(message)).toContain('\nCommander: <@U024BE7LH>');
  });
});
