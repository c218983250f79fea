import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventOf, IncidentEvent, Recorded } from '../../../src/domain/incident/events/events.ts';
import { headlineFacts } from '../../../src/domain/records/headline.ts';
import { postmortem } from '../../../src/domain/records/postmortem.ts';
import { timeline } from '../../../src/domain/records/timeline.ts';
import { approxDuration } from '../../../src/domain/text/duration.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { opening, story } from '../support/actions.ts';
import { start } from '../support/fixtures.ts';
import { play } from '../support/play.ts';
import { confession, text } from '../support/typed.ts';

const nobody = () => 'Somebody';
const begin = opening(plainText('Chats hang'));

/** The last event of a type. */
function last<Type extends IncidentEvent['type']>(
  record: readonly Recorded[],
  type: Type,
): (Recorded & { event: EventOf<Type> }) | null {
  const is = (one: Recorded): one is Recorded<EventOf<Type>> => one.event.type === type;
  return record.filter(is).at(-1) ?? null;
}

/** When it began, by the last that people said. */
const begun = (record: readonly Recorded[]): number => last(record, 'start_corrected')?.event.to ?? start;

/** Whole minutes of the times between a start or reopening and the end after it. */
function degradedMinutes(record: readonly Recorded[]): number {
  let from: number | null = null;
  let ms = 0;
  for (const { at, event } of record) {
    if (event.type === 'opened') from = begun(record);
    if (event.type === 'reopened') from = at;
    if (!['resolved', 'cancelled', 'duplicate_marked'].includes(event.type)) continue;
    ms += at - (from ?? at);
    from = null;
  }
  return Math.floor(ms / 60_000);
}

/** When the incident was resolved for good, or else cancelled; null while it is open. */
function end(record: readonly Recorded[]): number | null {
  const since = last(record, 'reopened')?.seq ?? 0;
  const ended = last(record, 'resolved');
  const cancelled = last(record, 'cancelled');
  const duplicate = last(record, 'duplicate_marked');
  return [ended, cancelled, duplicate].find((one) => one !== null && one.seq > since)?.at ?? null;
}

function everyPostmortem(check: (lines: string[], record: readonly Recorded[]) => void): void {
  fc.assert(
    fc.property(story, (actions) => {
      const { record } = play([begin, ...actions]);
      check((postmortem(record, nobody) ?? '').split('\n'), record);
    }),
    { numRuns: 200 },
  );
}

const part = (lines: string[], heading: string, next: string): string[] =>
  lines.slice(lines.indexOf(heading) + 1, lines.indexOf(next) - 1);
const iso = (ms: number) => new Date(ms).toISOString();
/** Words without what markdown needs around them. */
const bare = (words: string) =>
  words
    .replaceAll('\\', '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&(lt|amp);/g, (_, name: string) => (name === 'lt' ? '<' : '&'))
    .trim();

describe('The postmortem of any incident', () => {
  test('has every heading and every label of the template, once and in order', () => {
    everyPostmortem((lines) => {
      const links = lines.filter((line) => /^- .*https?:/.test(line));
      const marks = lines.map((line) =>
        links.includes(line) ? '' : (/^(#{1,6} [^:]*|\*\*[^*]*\*\*|- [A-Z][a-z ]+:)/.exec(line)?.[1] ?? ''),
      );
      expect(marks.filter(Boolean)).toEqual([
        '## Incident',
        '**Date:**',
        '**Duration:**',
        '**Severity:**',
        '**Intercom request_ids:**',
        '### Summary',
        '### Timeline',
        '### Root Cause',
        '### Impact',
        '- Conversations affected:',
        '- Users unable to reach support:',
        '- Duration of degraded service:',
        '### Action Items',
        '### People',
        '- Commander:',
        ...marks.filter((mark) => /^- (?:Comms lead|Scribe):$/.test(mark)),
        '- Participants:',
        ...(lines.includes('### Links') ? ['### Links'] : []),
        ...(lines.includes('### Degraded Periods') ? ['### Degraded Periods'] : []),
      ]);
    });
  });

  test('has dates and durations of the record, or none', () => {
    everyPostmortem((lines, record) => {
      const to = end(record);
      const from = begun(record);
      const day = (ms: number) => iso(ms).slice(0, 10);
      const time = (ms: number) => iso(ms).slice(11, 16);
      const minutes = to === null ? null : degradedMinutes(record);
      const until =
        to === null ? 'Not recorded' : `${day(to) === day(from) ? '' : `${day(to)} `}${time(to)} UTC`;
      expect(lines[1]).toBe(`**Date:** ${day(from)} ${time(from)} - ${until}`);
      const numbers = (line: string) => (line.match(/\d+/g) ?? []).map(Number);
      expect(numbers(lines[2] ?? '')).toEqual(
        minutes === null ? [] : [Math.floor(minutes / 60), minutes % 60],
      );
      const degraded = lines.find((line) => line.startsWith('- Duration')) ?? '';
      expect(degraded.split(': ')[1]).toBe(minutes === null ? 'Not recorded' : `${minutes}m`);
    });
  });

  test('has the request_ids and counts of the record, or none', () => {
    everyPostmortem((lines, record) => {
      const ids = record.flatMap(({ event }) => (event.type === 'request_id_seen' ? [event.requestId] : []));
      const closed = last(record, 'closed')?.event;
      const known = [...new Set(ids)].join(', ');
      expect(lines[4]).toBe(`**Intercom request_ids:** ${known ? `[${known}]` : 'Not recorded'}`);
      const value = (label: string) => lines.find((line) => line.startsWith(label))?.slice(label.length);
      expect(value('- Conversations affected: ')).toBe(
        String(closed?.conversationsAffected ?? 'Not recorded'),
      );
      expect(value('- Users unable to reach support: ')).toBe(
        String(closed?.usersAffected ?? 'Not recorded'),
      );
    });
  });

  test('has the words of the last close and no others, line by line', () => {
    const typed = (words: string | null | undefined) =>
      bare(words || 'Not recorded')
        .split('\n')
        .map((line) => line.trim());
    everyPostmortem((lines, record) => {
      const closed = last(record, 'closed')?.event;
      expect(part(lines, '### Summary', '### Timeline').map(bare)).toEqual(typed(closed?.summary));
      expect(part(lines, '### Root Cause', '### Impact').map(bare)).toEqual(typed(closed?.rootCause));
      const items = part(lines, '### Action Items', '### People');
      const added = record.filter(({ event }) => event.type === 'action_item_added').length;
      expect(items).toHaveLength(added || 1);
      if (added === 0) expect(items).toEqual(['Not recorded']);
      else for (const item of items) expect(item).toMatch(/^- \[[ x]\] /);
    });
  });

  test('has no number in its timeline that is not in the record', () => {
    everyPostmortem((lines, record) => {
      const known = new Set(numbersOf(record));
      const invented = part(lines, '### Timeline', '### Root Cause')
        .flatMap((line) => bare(line).match(/\d+/g) ?? [])
        .filter((number) => !known.has(number));
      expect(invented).toEqual([]);
    });
  });
});

/** Every number that a record has: digits as typed, the parts of its times, the minutes of its snoozes, how late its updates were. */
function numbersOf(record: readonly Recorded[]): string[] {
  return record.flatMap(({ at, event }) => {
    const times = Object.values(event).filter((value) => typeof value === 'number' && value > 1e12);
    const sent = event.type === 'message_captured' ? [Math.floor(Number(event.ts) * 1000)] : [];
    const snoozed = event.type === 'snoozed' ? [String((event.until - at) / 60_000)] : [];
    const late =
      event.type === 'update_posted' && event.missed !== undefined ? [approxDuration(at - event.missed)] : [];
    return [
      JSON.stringify(event),
      ...[at, ...times, ...sent].map((ms) => iso(Number(ms))),
      ...snoozed,
      ...late,
    ].flatMap((words) => words.match(/\d+/g) ?? []);
  });
}

describe('The timeline of any incident', () => {
  test('is in the order of time, with one line of text for each entry', () => {
    fc.assert(
      fc.property(story, (actions) => {
        const entries = timeline(play([begin, ...actions]).record, nobody);
        expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).sort((a, b) => a - b));
        for (const entry of entries) expect(entry.text).toMatch(/^\S[^\n]*$/);
      }),
    );
  });
});

describe('A secret that someone typed', () => {
  test('is in no event, refusal, headline, timeline or postmortem', () => {
    fc.assert(
      fc.property(confession, text, ({ typed, core }, other) => {
        const by = begin.by;
        const refusals: string[] = [];
        const { incident, record } = play(
          [
            opening(typed),
            {
              command: {
                type: 'post_update',
                status: 'IDENTIFIED',
                impact: typed,
                cause: typed,
                action: typed,
                nextUpdateAt: null,
              },
              by,
            },
            { command: { type: 'add_note', text: typed, when: null }, by },
            { command: { type: 'change_severity', to: 'P4', why: typed }, by },
            {
              command: {
                type: 'close',
                summary: typed,
                rootCause: other,
                fix: typed,
                conversationsAffected: null,
                usersAffected: null,
                actionItems: [{ what: typed, owner: typed, due: typed }],
              },
              by,
            },
            { command: { type: 'reopen', why: typed }, by },
          ],
          ({ refusal }) => refusals.push(refusal?.refused ?? ''),
        );
        expect(record).toHaveLength(8);
        const shown = incident && headlineFacts(incident, start, 'UTC');
        const everything = [record, refusals, shown, timeline(record, nobody), postmortem(record, nobody)];
        expect(JSON.stringify(everything).includes(core)).toBe(false);
      }),
    );
  });
});
