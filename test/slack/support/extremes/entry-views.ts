import { type TimelineEntry, wholeTimeline } from '../../../../src/domain/records/timeline.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { editEntryModal } from '../../../../src/slack/views/forms/entry-modal.ts';
import { timesModal } from '../../../../src/slack/views/forms/times-modal.ts';
import { timelineMessage } from '../../../../src/slack/views/timeline.ts';
import { channel, time } from '../incidents.ts';
import { type Extreme, on } from './extreme.ts';
import { longestIncident, longRecord } from './longest.ts';
import { longText, type TextKind } from './texts.ts';

/** The timeline and the form of an entry at their longest. */
export function entryViews(kind: TextKind): Extreme[] {
  const incident = longestIncident(kind);
  const entries = wholeTimeline(longRecord(kind, 200), () => longText(kind, 80));
  const hidden = entries.map((entry) => ({ ...entry, hidden: ['person'] as const }));
  const middle = { all: true, until: 100 };
  const text = longText(kind);
  const entry: TimelineEntry = {
    number: 999_999_999,
    at: time.now,
    learned: time.now,
    text,
    words: text,
    link: null,
    hidden: [],
    from: null,
  };
  const theirs = entries.map((one) => ({ ...one, from: incident.id }));
  return [
    ...on(timelineMessage, 'empty', incident, [], time),
    ...on(timelineMessage, '200 events', incident, entries, time),
    ...on(timelineMessage, '200 events, from elsewhere', incident, entries, time, middle, false),
    ...on(timelineMessage, '200 events of a duplicate', incident, theirs, time),
    ...on(timelineMessage, '200 hidden events', incident, hidden, time, middle),
    ...on(timelineMessage, 'hidden events alone', incident, hidden, time),
    ...on(timesModal, 'all times', incident, channel),
    ...on(editEntryModal, 'words', incident, channel, entry, true),
    ...on(editEntryModal, 'typed words', incident, channel, entry, true, plainText(text)),
    ...on(editEntryModal, 'no words', incident, channel, entry, false),
  ];
}
