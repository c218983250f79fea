import { describe, expect, test } from 'vitest';
import { scriptNamed, storyOf } from '../../../src/domain/drill/scripts.ts';
import { fold } from '../../../src/domain/evolve/evolve.ts';
import { eventSchema, type IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { markedName } from '../../../src/domain/incident/incident.ts';
import { headlineTitle } from '../../../src/domain/records/headline.ts';
import { postmortem } from '../../../src/domain/records/postmortem.ts';
import { supportPacket } from '../../../src/domain/records/support-packet.ts';
import { channelName, channelTitle } from '../../../src/domain/text/channel-name.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { everyEvent } from '../../slack/support/extremes/longest.ts';
import { consequences } from '../support/consequences.ts';
import { channelReady, closed, opened, reopened, resolved } from '../support/events.ts';
import { byBot, incident7, minute, plainName, policy, start, ts } from '../support/fixtures.ts';
import { given, incidentOf, type Past, record } from '../support/given.ts';

const drill = { script: 'friday-evening', startedAt: minute(-3) };
const declared = opened({ drill });
const storyTold = (part: number): IncidentEvent => ({ type: 'story_told', part });
const at = (n: number, event: IncidentEvent): Past => ({ event, at: minute(n), by: byBot });
const story = (...past: readonly Past[]) =>
  consequences(declared, ...past).filter((owed) => owed.includes('story') || owed.includes('review'));

describe('A drill', () => {
  test('is declared by the usual command, which records its script', () => {
    const { title, severity, impact, commander } = opened();
    const command = { type: 'open', title, severity, impact, commander, firstAlert: null, drill } as const;
    given().when(command, { at: start, policy }).thenRecords(declared);
    expect(incidentOf(declared).drill).toEqual({ ...drill, partsTold: 0 });
  });

  test('is announced nowhere, whatever happens in it', () => {
    for (const event of everyEvent('letters').slice(1)) {
      expect(
        consequences(declared, channelReady(), event).filter((owed) => owed.includes('announce')),
      ).toEqual([]);
    }
    expect(consequences(declared)).not.toContain('announce @0');
    expect(consequences(opened())).toContain('announce @0');
  });

  test('is marked in the headline, the channel, the postmortem, and the support packet', () => {
    const past = [declared, resolved(), closed()];
    const incident = incidentOf(...past);
    expect(headlineTitle(incident)).toBe('[P1] INCIDENT (DRILL): Intercom Integration');
    expect(markedName(incident)).toBe('DRILL INC-7');
    expect(channelName(incident7, channelTitle(incident))).toBe('inc-7-drill-conversations-not-loading');
    expect(postmortem(record(past), plainName)).toMatch(
      /^## Incident: Intercom Conversations not loading \(DRILL\)\n/,
    );
    const facts = { region: 'us', host: 'api.intercom.io', apiVersion: '2.14' };
    expect(supportPacket(incident, record(past), facts)[0]).toBe(
      "DRILL: none of this is real. Don't send it to Intercom.",
    );
  });

  test("is told apart from a real incident, even in an earlier version's record", () => {
    const { drill: _, ...before } = declared;
    const event = eventSchema.parse(before);
    expect(fold(record([event]))?.drill).toBeNull();
    expect(markedName(incidentOf(event))).toBe('INC-7');
  });
});

describe("A drill's story", () => {
  const minutes = storyOf(scriptNamed('friday-evening') ?? expect.fail('no script')).map(
    ({ afterMs }) => afterMs / 60_000,
  );

  test('begins when there is a channel, at its own time', () => {
    expect(story(channelReady())).toEqual([`tell_story 0 @${(minutes[0] ?? 0) - 3}`]);
    expect(story()).toEqual([]);
  });

  test('is posted at once as far as its time has passed', () => {
    expect(story(at(20, channelReady()))).toEqual(['tell_story 0 @20']);
    expect(story(channelReady(), at(20, storyTold(0)))).toEqual(['tell_story 1 @20']);
  });

  test('goes on part by part, and ends', () => {
    expect(story(channelReady(), at(2, storyTold(0)))).toEqual([`tell_story 1 @${(minutes[1] ?? 0) - 3}`]);
    expect(story(channelReady(), ...minutes.map((_, i) => storyTold(i)))).toEqual([]);
  });

  test('continues in a new channel where it had stopped', () => {
    expect(story(channelReady(), storyTold(0), at(4, channelReady()))).toEqual(['tell_story 1 @5']);
  });

  test("pauses while the drill is closed, and continues when it's reopened", () => {
    expect(story(channelReady(), resolved())).toEqual([]);
    expect(story(channelReady(), resolved(), closed())).toEqual(['post_review 4 @0']);
    expect(story(channelReady(), resolved(), closed(), storyTold(0))).toEqual([]);
    expect(story(channelReady(), resolved(), closed(), at(9, reopened()))).toEqual(['tell_story 0 @9']);
  });

  test('has each part recorded once, in order', () => {
    given(declared, channelReady()).when({ type: 'record_story', part: 0 }).thenRecords(storyTold(0));
    given(declared, channelReady(), storyTold(0)).when({ type: 'record_story', part: 0 }).thenRecords();
    given(opened(), channelReady()).when({ type: 'record_story', part: 0 }).thenRecords();
  });
});

describe('A marked message', () => {
  const message = (text: string) =>
    ({
      type: 'record_message',
      ts: ts('1.2'),
      author: null,
      text: plainText(text),
      link: 'https://x.example/1',
      marked: true,
    }) as const;
  const captured = (text: string): IncidentEvent => {
    const { marked: _, ...read } = message(text);
    return { ...read, type: 'message_captured' };
  };
  const requestIdSeen: IncidentEvent = {
    type: 'request_id_seen',
    requestId: 'req_a1b2',
    source: 'message',
    where: 'https://x.example/1',
  };

  test('has its request_ids kept, once each', () => {
    given(opened()).when(message('see req_a1b2')).thenRecords(captured('see req_a1b2'), requestIdSeen);
    given(opened(), requestIdSeen).when(message('see req_a1b2')).thenRecords(captured('see req_a1b2'));
  });

  test('in a closed incident is kept without its request_ids', () => {
    given(opened(), resolved(), closed()).when(message('see req_a1b2')).thenRecords(captured('see req_a1b2'));
  });
});
