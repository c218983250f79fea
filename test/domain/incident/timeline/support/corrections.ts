import fc from 'fast-check';
import { applyCommand } from '../../../../../src/domain/apply-command.ts';
import type { EntryCommand } from '../../../../../src/domain/incident/commands.ts';
import type { Recorded } from '../../../../../src/domain/incident/events/events.ts';
import { type Millis, millisSchema } from '../../../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../../../src/domain/incident/incident.ts';
import { isRefusal } from '../../../../../src/domain/incident/refusal.ts';
import { wholeTimeline } from '../../../../../src/domain/records/timeline.ts';
import { plainText } from '../../../../../src/domain/text/text.ts';
import { opening } from '../../../support/actions.ts';
import { byAlice, byBob, incident7, policy } from '../../../support/fixtures.ts';
import { play } from '../../../support/play.ts';
import { text } from '../../../support/typed.ts';

const begin = opening(plainText('Chats hang'));

/** A correction of the entry that stands at a place of the timeline, counted round; `by`: minutes from where it stands. */
export const correction = fc.record({
  place: fc.nat({ max: 40 }),
  does: fc.constantFrom('reword', 'move', 'hide', 'restore'),
  text,
  by: fc.integer({ min: -30, max: 30 }),
  who: fc.constantFrom(byAlice, byBob),
});
export type Correction = typeof correction extends fc.Arbitrary<infer One> ? One : never;
/** Corrections of times alone. */
export const moved = correction.map((one) => ({ ...one, does: 'move' as const }));

function commandOf(record: readonly Recorded[], { place, does, text: words, by }: Correction): EntryCommand {
  const entries = wholeTimeline(record, (user) => user);
  const { number, at } = entries[place % entries.length] ?? { number: 1, at: 0 };
  if (does === 'hide') return { type: 'hide_entry', of: number, why: null };
  if (does === 'restore') return { type: 'restore_entry', of: number };
  const when = millisSchema.parse(Math.max(0, at + by * 60_000));
  const untouched = does === 'reword' ? (['when'] as const) : (['text'] as const);
  return { type: 'edit_entry', of: number, text: words, when, untouched };
}

/** A story, and then corrections of what it left, those that are taken. */
export function corrected(actions: Parameters<typeof play>[0], corrections: readonly Correction[]) {
  const { incident, record } = play([begin, ...actions]);
  if (!incident) throw new Error('It was declared.');
  let now: Incident = incident;
  const all = [...record];
  for (const one of corrections) {
    const at = (now.recordedAt + 60_000) as Millis;
    const step = applyCommand(incident7, now, { command: commandOf(all, one), by: one.who, at }, policy);
    if (isRefusal(step) || !step.incident) continue;
    now = step.incident;
    all.push(...step.recorded);
  }
  return { incident: now, before: record, record: all };
}
