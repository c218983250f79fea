import { expect, test } from 'vitest';
import { mrkdwn } from '../../../src/slack/text/mrkdwn.ts';
import { message, section } from '../../../src/slack/views/blocks.ts';
import { changeMessage } from '../../../src/slack/views/change.ts';
import { postedLate } from '../../../src/slack/views/posted-late.ts';
import { at, contractIncident, recorded, time } from '../support/incidents.ts';

const due = at('2026-11-21T14:30:00Z');

test('An update posted late leaves out the next update if none is promised by now', () => {
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

test('News that is more than five minutes late says when it happened', () => {
  const news = message('INC-7 is resolved', [section(mrkdwn`INC-7 is resolved`)]);
  const happened = at('2026-11-21T14:00:00Z');
  expect(postedLate(news, happened, time)).toBe(news);
  expect(postedLate(news, happened, { ...time, now: time.now + 1 })).toMatchObject({
    text: 'INC-7 is resolved\n_Posted late: this happened <!date^1795269600^{date_short_pretty} at {time}|14:00 UTC>._',
    blocks: [{ type: 'section' }, { type: 'context' }],
  });
});
