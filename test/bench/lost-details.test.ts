import { describe, expect, test } from 'vitest';
import type { IncidentEvidence } from '../../bench/chaos/evidence/evidence.ts';
import { checkVerdicts, verdictText } from '../../bench/chaos/rules/verdicts.ts';
import type { MessageSnapshot } from '../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { IncidentEvent } from '../../src/domain/incident/events/events.ts';
import { diagnosisDetails } from '../../src/slack/views/diagnosis/diagnosis-details.ts';
import { diagnosed } from '../domain/support/diagnoses.ts';
import { channelReady, opened } from '../domain/support/events.ts';
import { channel, ts } from '../domain/support/fixtures.ts';
import { incidentOf, record } from '../domain/support/given.ts';

const posted: IncidentEvent = { type: 'diagnosis_posted', of: 3, ts: ts('5.1') };

/** An incident with one verdict, its third event, and what the bot said of it in its channel. */
function caseWith(posts: readonly MessageSnapshot[], ...since: IncidentEvent[]): IncidentEvidence {
  const events = [opened(), channelReady(), diagnosed(), ...since];
  return {
    name: 'INC-7',
    incident: incidentOf(...events),
    events: record(events),
    exported: { title: '', requestIds: [], timeline: [] },
    pending: [],
    dead: [],
    channel: null,
    messages: posts,
    elsewhere: [],
    announcements: [],
    ends: [],
  };
}

const message = (effect: string, text: string, threadTs: string | null): MessageSnapshot => ({
  channel,
  ts: threadTs ? '5.2' : '5.1',
  user: 'UBOT',
  author: 'bot',
  at: 0,
  subtype: null,
  text,
  blocks: [],
  attachments: [],
  threadTs,
  replies: 0,
  edited: false,
  pinned: false,
  buttons: [],
  reactions: [],
  files: [],
  metadata: { event_type: 'effect', event_payload: { effect: `${effect}:7:3#1@1` } },
});

const { incident, events } = caseWith([], posted);
const entry = incident.diagnoses.get(3);
const event = events[2];
if (!entry || !event) throw new Error('The third event is the verdict.');
const verdict = message('sync_diagnosis', verdictText(event, incident), null);
const behind = diagnosisDetails(incident, entry, 'UTC').text;
const details = message('sync_details', behind, '5.1');

const found = (posts: readonly MessageSnapshot[], ...since: IncidentEvent[]) =>
  checkVerdicts(caseWith(posts, ...since)).map(({ kind, what }) => `${kind}: ${what.slice(0, 40)}`);

describe("The chaos rule about a verdict's details", () => {
  test('finds nothing if the details are in the thread of their verdict', () => {
    expect(found([verdict, details], posted)).toEqual([]);
  });

  test('calls them lost if the verdict stands alone, even if no event says that they were posted', () => {
    expect(found([verdict], posted)).toEqual(['lost: details of the verdict 3: 0']);
  });

  test("expects none for a verdict that isn't known to be posted", () => {
    expect(found([verdict])).not.toContainEqual(expect.stringContaining('details'));
  });

  test('reports them as posted twice if there are two', () => {
    expect(found([verdict, details, { ...details, ts: '5.3' }], posted)).toEqual([
      'twice: details of the verdict 3: 2',
    ]);
  });

  test('notices details in the wrong place, or with the wrong text', () => {
    expect(found([verdict, { ...details, threadTs: '9.9' }], posted)).toEqual([
      'disagree: details 5.2 outside the thread of the ve',
    ]);
    expect(found([verdict, { ...details, text: 'Something else' }], posted)).toEqual([
      'disagree: the details of the verdict 3 read "Somet',
    ]);
  });
});
