import { describe, expect, test } from 'vitest';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { changeMessage } from '../../../src/slack/views/change.ts';
import { at, contractIncident, recorded, time } from '../support/incidents.ts';

const due = at('2026-11-21T14:30:00Z');

describe('a change that is told when other things are so', () => {
  test('leaves out what an update promised where something else is promised by now', () => {
    const update = recorded({
      type: 'update_posted',
      status: 'IDENTIFIED',
      impact: null,
      cause: null,
      action: null,
      nextUpdateAt: due,
    });
    expect(changeMessage(contractIncident({ nextUpdateAt: null }), update, time)?.text).toBe(
      ':mega: *Update* by <@U024BE7LH>: IDENTIFIED',
    );
  });

  test.each<[string, IncidentEvent, string]>([
    [
      'that it was posted late',
      { type: 'title_changed', from: plainText('Inbox'), to: plainText('Webhooks') },
      ':pencil2: <@U024BE7LH> changed the title to: Webhooks\n_Posted late: this happened <!date^1795269600^{date_short_pretty} at {time}|14:00 UTC>._',
    ],
    [
      'its time once',
      { type: 'resolved', fix: null },
      ':white_check_mark: *Resolved* by <@U024BE7LH>, <!date^1795269600^{date_short_pretty} at {time}|14:00 UTC>',
    ],
  ])('says of what comes hours late %s', (_, event, text) => {
    const hoursLater = { ...time, now: at('2026-11-21T17:00:00Z') };
    expect(changeMessage(contractIncident(), recorded(event), hoursLater)?.text).toBe(text);
  });
});
