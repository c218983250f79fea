import { describe, expect, test } from 'vitest';
import { announcement } from '../../../src/slack/views/announcement.ts';
import { at, bob, contractIncident, inStatus, shown } from '../support/incidents.ts';
import { longestIncident } from '../support/longest.ts';
import { blockText, buttonsOf } from '../support/reading.ts';
import { textKinds } from '../support/texts.ts';

const calledOutAt = at('2026-11-21T14:16:00Z');
const callOut = 'Nobody has taken command yet';

describe('the announcement', () => {
  test('tells what is known in a few lines, with the way to the channel', () => {
    expect(announcement(contractIncident(), shown).text).toBe(
      `*[P1] INCIDENT: Intercom Integration* in <#C0INC7>
INC-7: Inbox does not load
Status: INVESTIGATING
Impact: Customer conversations not loading
Commander: <@U024BE7LH>
Next update: 14:30 UTC`,
    );
  });

  test('names no channel before there is one', () => {
    const { text } = announcement(contractIncident({ channel: null, commander: null }), shown);
    expect(text.split('\n')[0]).toBe('*[P1] INCIDENT: Intercom Integration*');
    expect(text).toContain('\nCommander: Unassigned');
  });

  test('has no buttons: they belong into the incident channel', () => {
    expect(buttonsOf(announcement(contractIncident(), shown))).toEqual([]);
  });

  test('shows the next update', () => {
    const late = { ...shown, now: at('2026-11-21T14:31:00Z') };
    expect(announcement(contractIncident(), shown).text).toContain('Next update: 14:30 UTC');
    expect(announcement(contractIncident(), late).text).toContain('Next update: overdue since 14:30 UTC');
    expect(blockText(announcement(contractIncident(), late))).toContain('*overdue since <!date^1795271400^');
  });

  test('calls out that nobody took command in time, and by when somebody should have', () => {
    const { text } = announcement(contractIncident({ commander: null, calledOutAt }), shown);
    expect(text).toContain(`${callOut}, though somebody should have by <!date^1795270500^`);
  });

  test.each([
    ['somebody has command', contractIncident({ commander: bob, calledOutAt })],
    ['it is over', inStatus('RESOLVED', { commander: null, calledOutAt })],
    ['nobody has been called yet', contractIncident({ commander: null })],
  ])('does not call anybody when %s', (_, incident) => {
    expect(announcement(incident, shown).text).not.toContain(callOut);
  });

  test.each(textKinds)('names the commander however long title and impact are: %s', (kind) => {
    const message = announcement(longestIncident(kind), shown);
    expect(message.text).toContain('\nCommander: <@U024BE7LH>');
    expect(blockText(message)).toContain('\nCommander: <@U024BE7LH>');
  });
});
