import { describe, expect, test } from 'vitest';
import { incidentIdSchema } from '../../../src/domain/incident/ids.ts';
import { type TimelineEntry, timeline } from '../../../src/domain/records/timeline.ts';
import { readTimelinePage } from '../../../src/slack/timeline-values.ts';
import { timelineMessage } from '../../../src/slack/views/timeline.ts';
import { longRecord } from '../support/extremes/longest.ts';
import { longText, textKinds } from '../support/extremes/texts.ts';
import { alice, at, contractIncident, id, recorded, time } from '../support/incidents.ts';
import { blockText, objectsIn } from '../support/reading.ts';

const seven = contractIncident();
const entry = (number: number, text: string, over: Partial<TimelineEntry> = {}): TimelineEntry => ({
  number,
  at: time.now,
  learned: null,
  text,
  link: null,
  words: undefined,
  hidden: [],
  from: null,
  ...over,
});
const menus = (made: unknown) =>
  objectsIn(made)
    .filter(({ type }) => type === 'overflow')
    .map(({ options }) => (options as { value: string }[]).map(({ value }) => value));
const buttons = (made: unknown) => objectsIn(made).filter(({ type }) => type === 'button');

describe('The timeline reply', () => {
  test("shows each entry's number, time, text, and link", () => {
    const link = 'https://acme.slack.com/archives/C0INC7/p1795269600000100';
    const entries = [
      entry(1, 'First alert: <b>', { at: at('2026-11-21T14:00:00Z') }),
      entry(9, 'Alice: 5xx', { at: at('2026-11-21T14:01:00Z'), link }),
    ];
    expect(timelineMessage(seven, entries, time).text).toBe(
      `*Timeline of INC-7: Inbox does not load*
#1  <!date^1795269600^{date_short_pretty} at {time}|14:00 UTC>  First alert: &lt;b&gt;
#9  <!date^1795269660^{date_short_pretty} at {time}|14:01 UTC>  Alice: 5xx (<${link}|message>)`,
    );
  });

  test('offers to edit and hide what is shown, and to restore what is hidden, except deleted messages', () => {
    const entries = [
      entry(1, 'Shown'),
      entry(2, 'Hidden', { hidden: ['person'] }),
      entry(3, 'Gone', { hidden: ['deleted'] }),
    ];
    const made = timelineMessage(seven, entries, time, { all: true, until: null });
    expect(menus(made)).toEqual([[`${id}:edit:1`, `${id}:hide:1`], [`${id}:restore:2`]]);
    expect(made.text).toContain('~Hidden~');
    expect(made.text).toContain('~Gone~');
  });

  test('leaves out hidden entries, and says how to see them', () => {
    const made = timelineMessage(
      seven,
      [entry(1, 'Shown'), entry(2, 'Hidden', { hidden: ['person'] })],
      time,
    );
    expect(made.text).not.toContain('Hidden');
    expect(made.text).toContain('1 entry is hidden. To see it too, run `/intercom-incident timeline all`.');
  });

  test("has no menus if it's read from elsewhere, and says where to correct it", () => {
    const made = timelineMessage(seven, [entry(1, 'Shown')], time, { all: false, until: null }, false);
    expect(menus(made)).toEqual([]);
    expect(made.text).toContain("run `/intercom-incident timeline` in the incident's channel");
  });

  test.each(textKinds)('of 200 events shows the latest whole, and all of them page by page: %s', (kind) => {
    const text = longText(kind, 300);
    const entries = Array.from({ length: 200 }, (_, i) => entry(i + 1, `${text} ends ${i}.`));
    const ends: string[][] = [];
    let page = { all: false, until: null as number | null };
    for (let turn = 0; turn < 200; turn += 1) {
      const made = timelineMessage(seven, entries, time, page);
      ends.unshift([...blockText(made).matchAll(/ends (\d+)\./g)].map(([, end]) => String(end)));
      const older = buttons(made).find(({ action_id }) => action_id === 'timeline_older');
      if (!older) break;
      page = readTimelinePage(String(older.value));
    }
    expect(ends.flat()).toEqual(entries.map((_, i) => String(i)));
    const back = timelineMessage(seven, entries, time, page);
    expect(buttons(back).map(({ action_id }) => action_id)).toEqual(['timeline_newer']);
  });

  test('of a short incident has one page', () => {
    expect(
      buttons(
        timelineMessage(
          seven,
          timeline(longRecord('words', 4), () => 'Alice'),
          time,
        ),
      ),
    ).toEqual([]);
  });

  test('shows a name that someone chose as plain text', () => {
    const entries = timeline([recorded({ type: 'triage_requested' })], () => '<!channel>');
    const made = timelineMessage(contractIncident({ id, commander: alice }), entries, time);
    expect(made.text).toContain('Triage started by &lt;!channel&gt;');
  });
});

test("A duplicate's entry keeps its own number, and is corrected in the other channel", () => {
  const nine = incidentIdSchema.parse(9);
  const made = timelineMessage(seven, [entry(4, 'Ours'), entry(3, 'Theirs', { from: nine })], time);
  expect(made.text).toMatch(/\n#4 .*Ours\nINC-9 #3 .*Theirs/su);
  expect(menus(made)).toHaveLength(1);
});
