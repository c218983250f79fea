import { expect, test } from 'vitest';
import type { IncidentEvidence } from '../../bench/chaos/evidence/evidence.ts';
import { checkSetbacks } from '../../bench/chaos/rules/setbacks.ts';
import { opened } from '../domain/support/events.ts';
import { minute } from '../domain/support/fixtures.ts';
import { incidentOf, record } from '../domain/support/given.ts';

/** What the rule says of a failure that was reported at minute 9 although nothing kept it from being done. */
function found(why: string, limited: readonly number[]) {
  const setback = { type: 'setback', effect: 'post_change', key: 'post_change:7:1', why, todo: '' } as const;
  const events = [opened(), { event: setback, at: minute(9) }];
  const one: IncidentEvidence = {
    name: 'INC-7',
    incident: incidentOf(...events),
    events: record(events),
    exported: { title: '', requestIds: [], timeline: [] },
    ...{ pending: [], dead: [], channel: null, messages: [], elsewhere: [], announcements: [], ends: [] },
  };
  const kinds = checkSetbacks(one, new Set(), limited).map(({ kind }) => kind);
  // What Slack shows of it is another matter.
  return kinds.filter((kind) => kind === 'untrue');
}

const often = [4, 5, 6, 7, 8].map(minute);

test.each([
  ['when Slack asked to wait as often', 'Slack asked to wait, repeatedly', often, []],
  ['when Slack asked less often', 'Slack asked to wait, repeatedly', often.slice(1), ['untrue']],
  [
    'when that was long ago',
    'Slack asked to wait, repeatedly',
    often.map((at) => at - minute(9)),
    ['untrue'],
  ],
  ['for another reason', 'Slack returned HTTP 500, repeatedly', often, ['untrue']],
])('the chaos rule judges a reported failure %s by what Slack answered', (_, why, limited, kinds) => {
  expect(found(why, limited)).toEqual(kinds);
});
