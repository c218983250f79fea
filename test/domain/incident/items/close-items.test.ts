import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../../../src/domain/decide/decide.ts';
import { evolve } from '../../../../src/domain/evolve/evolve.ts';
import type { Earlier, PersonCommand } from '../../../../src/domain/incident/commands.ts';
import type { WrittenReview } from '../../../../src/domain/incident/ending/review.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import type { Incident } from '../../../../src/domain/incident/incident.ts';
import { readItemLines } from '../../../../src/domain/incident/items/read-item.ts';
import { isRefusal } from '../../../../src/domain/incident/refusal.ts';
import { closingLines } from '../../../../src/domain/records/items/item-words.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { closed, opened, reopened, resolved } from '../../support/events.ts';
import { byAlice, incident7, minute, plainName, policy } from '../../support/fixtures.ts';
import { given, incidentOf, type Past } from '../../support/given.ts';
import { day, itemAdded, line } from './support/items.ts';

type Close = Extract<PersonCommand, { type: 'close' }>;

/** The Close form of an incident as somebody sends it who wrote these lines. */
function form(incident: Incident, written: string, over: Partial<WrittenReview> = {}): Close {
  const { type: _, ...nothing } = closed();
  const shown = closingLines(incident, plainName, 3_000).map(({ item, line: text }) => ({
    item,
    line: readItemLines(plainText(text))[0] ?? line(''),
  }));
  return { type: 'close', ...nothing, actionItems: readItemLines(plainText(written)), shown, ...over };
}
const shownIn = (incident: Incident): string =>
  closingLines(incident, plainName, 3_000)
    .map(({ line: text }) => text)
    .join('\n');
const itemEvents = (decision: ReturnType<typeof decide>): readonly IncidentEvent[] => {
  if (isRefusal(decision)) throw new Error(decision.refused);
  return decision.filter(({ type }) => type.startsWith('action_item_'));
};
const closing = (past: readonly Past[], written: string) => {
  const incident = incidentOf(...past);
  const command = form(incident, written);
  return itemEvents(decide(incident, { command, by: byAlice, at: minute(10) }, policy));
};

describe('The close form of an incident with action items', () => {
  const past = [opened(), itemAdded(), itemAdded({ item: 2, text: plainText('Runbook') }), resolved()];
  const [first = '', second = ''] = shownIn(incidentOf(...past)).split('\n');

  test('shows them, and changes none that are submitted unchanged', () => {
    expect([first, second]).toEqual(['Alert on 5xx - U0BOB - 2026-12-01', 'Runbook - U0BOB - 2026-12-01']);
    expect(closing(past, `${first}\n${second}`)).toEqual([]);
    expect(closing(past, `${second}\n${first}`)).toEqual([]);
  });

  test('changes edited lines, adds new ones, and drops those that are gone', () => {
    expect(closing(past, `Alert on 502 - U0BOB - 2026-12-01\n${second}`)).toEqual([
      { type: 'action_item_edited', item: 1, text: 'Alert on 502', atClose: true },
    ]);
    expect(closing(past, `${second}\nRunbook 2 - Carol`)).toMatchObject([
      { type: 'action_item_dropped', item: 1, why: null, atClose: true },
      { type: 'action_item_added', item: 3, text: 'Runbook 2', atClose: true },
    ]);
    expect(closing(past, `${first}\nRunbook - Carol - 2026-12-01`)).toEqual([
      { type: 'action_item_edited', item: 2, owner: { kind: 'words', text: 'Carol' }, atClose: true },
    ]);
  });

  test('leaves alone what others added since it was opened, even if it says the same', () => {
    const incident = incidentOf(...past);
    const late = incidentOf(...past, itemAdded({ item: 3, text: plainText('Late'), owner: null }));
    const command = form(incident, `${first}\n${second}\nLate`);
    expect(itemEvents(decide(late, { command, by: byAlice, at: minute(10) }, policy))).toEqual([]);
  });

  test('is refused on its lines if one of them names a day that is over, but not for one that was there', () => {
    const overdue = [opened(), itemAdded({ due: { kind: 'day', day: day('2026-11-01') } }), resolved()];
    const shown = shownIn(incidentOf(...overdue));
    const submitted = (written: string) => given(...overdue).when(form(incidentOf(...overdue), written));
    submitted(`${shown}\nRunbook - Carol - 2025-12-01`).thenRefused(
      /^The due date 2025-12-01 is in the past/,
      'action_items',
    );
    submitted(shown.replace('11-01', '11-02')).thenRefused(
      /^The due date 2026-11-02 is in the past/,
      'action_items',
    );
    expect(closing(overdue, `Alert on 502 - U0BOB - 2026-11-01`)).toEqual([
      { type: 'action_item_edited', item: 1, text: 'Alert on 502', atClose: true },
    ]);
  });

  test('records nothing about them if nobody touched them', () => {
    const untouched = form(incidentOf(...past), '', { untouched: ['actionItems'], shown: [] });
    given(...past)
      .when(untouched)
      .thenRecords(closed({ itemsApart: true }));
  });

  test('is refused on its lines if there are too many, for one close or for the incident', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, i) => `Line ${i}`).join('\n');
    const full = [opened(), ...Array.from({ length: 200 }, (_, i) => itemAdded({ item: i + 1 })), resolved()];
    given(...past)
      .when(form(incidentOf(...past), lines(51)))
      .thenRefused(/^Too many action items: 51, limit 50\.$/, 'action_items');
    given(...full)
      .when(form(incidentOf(...full), lines(1), { shown: [] }))
      .thenRefused(/200 action items/, 'action_items');
  });

  test("of an earlier version, which doesn't record what it showed, adds only what is new", () => {
    const legacy = [
      opened(),
      resolved(),
      closed({ actionItems: [line('Old', 'Bob')] }),
      reopened(),
      resolved(),
    ];
    const command = form(incidentOf(...legacy), 'Old - Bob\nNew', { shown: [] });
    expect(
      itemEvents(decide(incidentOf(...legacy), { command, by: byAlice, at: minute(10) }, policy)),
    ).toMatchObject([{ type: 'action_item_added', item: 2, text: 'New' }]);
  });
});

test("However often an incident is reopened and closed, the last form's lines are the open action items", () => {
  const words = fc.constantFrom(
    'Alert',
    'Runbook',
    'Cache - warm it',
    'Page - Bob - 2026-12-01',
    'Retry - Carol',
  );
  const writing = fc.record({ lines: fc.uniqueArray(words, { maxLength: 4 }), again: fc.boolean() });
  fc.assert(
    fc.property(fc.array(writing, { minLength: 1, maxLength: 6 }), (writings) => {
      let incident: Incident = incidentOf(opened(), resolved());
      let earlier: Earlier | null = null;
      let last: Close | null = null;
      let corrected = false;
      const apply = (command: PersonCommand, sentAgain: Earlier | null): void => {
        const decision = decide(
          incident,
          { command, by: byAlice, at: minute(10), earlier: sentAgain },
          policy,
        );
        if (isRefusal(decision)) throw new Error(decision.refused);
        for (const event of decision)
          incident = evolve(incident, {
            incident: incident7,
            seq: incident.seq + 1,
            at: minute(10),
            by: byAlice,
            event,
          });
      };
      for (const { lines, again } of writings) {
        const corrects: boolean = again && last !== null && !corrected;
        corrected = corrects;
        if (incident.status === 'CLOSED' && !corrects) apply({ type: 'reopen', why: null }, null);
        // The same form keeps what it was opened with.
        const command: Close = form(
          incident,
          lines.join('\n'),
          corrects && last ? { shown: last.shown ?? [] } : {},
        );
        apply(command, corrects ? earlier : null);
        earlier = { submitted: command, seq: incident.seq };
        last = command;
        expect(shownIn(incident).split('\n').filter(Boolean).toSorted()).toEqual(lines.toSorted());
      }
    }),
  );
});
