import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyCommand } from '../../../../src/domain/apply-command.ts';
import { fold } from '../../../../src/domain/evolve/evolve.ts';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import { isEntryEvent, type Recorded } from '../../../../src/domain/incident/events/events.ts';
import { type MessageTs, type Millis, messageTsSchema } from '../../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../../src/domain/incident/incident.ts';
import { isRefusal } from '../../../../src/domain/incident/refusal.ts';
import { degradedMs, degradedPeriods } from '../../../../src/domain/records/degraded-periods.ts';
import { chartData } from '../../../../src/domain/records/incident-chart.ts';
import { postmortemContent } from '../../../../src/domain/records/postmortem-content.ts';
import { extractRequestIds } from '../../../../src/domain/records/request-ids.ts';
import { standingRequestIds } from '../../../../src/domain/records/standing-request-ids.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { opening } from '../../support/actions.ts';
import { withoutRecorded } from '../../support/entries.ts';
import { bob, byAlice, byBob, byBot, incident7, policy, start, ts } from '../../support/fixtures.ts';
import { play } from '../../support/play.ts';

const named = (user: string) => user;
const minute = 60_000;

/** The messages of the channel, each with its link. */
const messages = [1, 2, 3].map((n) => ts(`${start / 1_000 + n * 60}.000${n}00`));
const linkTo = (message: MessageTs) => `https://acme.slack.com/p${message}`;

const words = fc
  .tuple(
    fc.constantFrom('Chats hang', 'It is the cache', 'We restarted'),
    fc.subarray(['req_a1b2c3', 'req_d4e5f6', 'req_g7h8i9']),
  )
  .map(([text, ids]) => plainText([text, ...ids].join(' ')));
const ofMessage = fc.record({ message: fc.constantFrom(...messages), text: words });

/** What happens: messages are marked, edited, deleted and lose their marks, ids are seen elsewhere, entries corrected. */
const step = fc.oneof(
  ofMessage.map((one) => ({ ...one, does: 'take' as const })),
  ofMessage.map((one) => ({ ...one, does: 'edit' as const })),
  ofMessage.map((one) => ({ ...one, does: 'unmark' as const })),
  ofMessage.map((one) => ({ ...one, does: 'mark' as const })),
  ofMessage.map((one) => ({ ...one, does: 'delete' as const })),
  ofMessage.map((one) => ({ ...one, does: 'see' as const })),
  ofMessage.map((one) => ({ ...one, does: 'note' as const })),
  fc.record({ does: fc.constantFrom('resolve' as const, 'reopen' as const) }),
  fc.record({
    does: fc.constantFrom('reword' as const, 'move' as const, 'hide' as const, 'restore' as const),
    place: fc.nat({ max: 12 }),
    // Who brings a request_id by a correction takes part by that.
    text: fc.constantFrom(plainText('Chats hung'), plainText('')),
    by: fc.integer({ min: -20, max: 20 }),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

function commandOf(one: Step, now: Incident, at: Millis): Command {
  switch (one.does) {
    case 'take':
      return {
        type: 'record_message',
        ts: one.message,
        author: bob,
        text: one.text,
        link: linkTo(one.message),
        marked: true,
      };
    case 'edit':
    case 'unmark':
      return {
        type: 'record_message_state',
        ts: one.message,
        text: one.text,
        editedAt: one.does === 'edit' ? at : null,
        marked: one.does === 'edit',
      };
    case 'mark':
      return { type: 'mark_message', ts: one.message, via: 'pin' };
    case 'delete':
      return { type: 'message_deleted', ts: one.message };
    case 'see':
      return {
        type: 'record_request_ids',
        seen: extractRequestIds(one.text).map((requestId) => ({ requestId, source: 'explain', where: null })),
      };
    case 'note':
      return { type: 'add_note', text: one.text, when: null };
    case 'resolve':
      return { type: 'resolve', fix: plainText('We restarted') };
    case 'reopen':
      return { type: 'reopen', why: null };
    case 'reword':
    case 'move':
    case 'hide':
    case 'restore': {
      const entries = now.entries.recorded.values();
      const entry = entries[one.place % entries.length];
      const of = entry?.number ?? 1;
      if (one.does === 'hide') return { type: 'hide_entry', of, why: null };
      if (one.does === 'restore') return { type: 'restore_entry', of };
      const when = ((entry?.at ?? at) + one.by * minute) as Millis;
      const untouched = one.does === 'reword' ? (['when'] as const) : (['text'] as const);
      return { type: 'edit_entry', of, text: one.text, when, untouched };
    }
  }
}

/** The steps one after another, those that are taken, with what stood on record before each correction. */
function played(steps: readonly Step[]) {
  const { incident, record } = play([opening(plainText('Chats hang'))]);
  if (!incident) throw new Error('It was declared.');
  let now: Incident = incident;
  const all = [...record];
  const elsewhere = new Set<string>();
  for (const [i, one] of steps.entries()) {
    const at = (start + (i + 10) * minute) as Millis;
    const command = commandOf(one, now, at);
    const by = command.type.startsWith('record_message') ? byBot : i % 2 === 0 ? byAlice : byBob;
    const done = applyCommand(incident7, now, { command, by, at }, policy);
    if (isRefusal(done) || !done.incident) continue;
    now = done.incident;
    all.push(...done.recorded);
    if (command.type === 'record_request_ids')
      for (const { requestId } of command.seen) elsewhere.add(requestId);
  }
  return { incident: now, record: all, elsewhere };
}

const isMade = ({ event }: Recorded): boolean =>
  event.type === 'note_added' || event.type === 'message_captured';

/** The record as it would be, had it said from the start what it says now: with nothing that is not shown any more. */
function rightRecord({ incident, record, elsewhere }: ReturnType<typeof played>): Recorded[] {
  const { corrections } = incident.entries;
  const links = new Set(messages.map(linkTo));
  const all = record.flatMap((one): Recorded[] => {
    const { event, seq } = one;
    const { text = null, when = null, hidden = [] } = corrections.get(seq) ?? {};
    const ofEntry = event.type === 'request_id_seen' && event.where !== null && links.has(event.where);
    if (isEntryEvent(event) || ofEntry || (hidden.length > 0 && isMade(one))) return [];
    if (event.type === 'note_added')
      return [{ ...one, event: { ...event, text: text?.value ?? event.text, when: when ?? event.when } }];
    if (event.type !== 'message_captured') return [{ ...one, at: when ?? one.at }];
    const words = text?.value ?? event.text;
    const moved = when === null ? event.ts : messageTsSchema.parse(`${when / 1_000}.000000`);
    const ids = extractRequestIds(words).map((requestId) => ({
      ...one,
      event: { type: 'request_id_seen', requestId, source: 'message', where: event.link } as const,
    }));
    return [{ ...one, event: { ...event, ts: moved, text: words } }, ...ids];
  });
  const last = record.at(-1);
  if (!last) return all;
  const explained = [...elsewhere].map((requestId) => ({
    ...last,
    by: byBot,
    event: { type: 'request_id_seen', requestId, source: 'explain', where: null } as const,
  }));
  return [...all, ...explained];
}

/** A request_id that came with a correction was first seen then: which there are is compared, not their order. */
function shown(record: readonly Recorded[]) {
  const incident = fold(record);
  if (!incident) throw new Error('It was declared.');
  const { facts, sections, ...rest } = postmortemContent(incident, record, named);
  const { startedAt, openedAt, resolvedAt, closedAt, acknowledgedAt } = incident;
  return {
    ...rest,
    facts: facts.filter(({ label }) => label !== 'Intercom request_ids'),
    sections: withoutRecorded(JSON.stringify(sections)),
    requestIds: new Set(standingRequestIds(incident).map(({ requestId }) => requestId)),
    figures: { startedAt, openedAt, resolvedAt, closedAt, acknowledgedAt },
    degraded: degradedMs(degradedPeriods(incident)),
    chart: chartData(record, startedAt),
  };
}

/** Of these the test can make no record by hand: their words are those of the bot, or they say how long something took. */
const canBeMade = ({ incident, record }: ReturnType<typeof played>): boolean =>
  [...incident.entries.corrections].every(([number, { text, hidden }]) => {
    const one = record.find(({ seq }) => seq === number);
    return one && (isMade(one) || (text === null && hidden.length === 0));
  });

test('Any corrections, by hand or in Slack, read as if the record had been right from the start', () => {
  const looked = { corrected: 0, messages: 0, ids: 0, hidden: 0 };
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 40 }), (steps) => {
      const story = played(steps);
      if (!canBeMade(story)) return;
      expect(shown(story.record)).toEqual(shown(rightRecord(story)));
      looked.corrected += story.incident.entries.corrections.size > 0 ? 1 : 0;
      looked.messages += story.incident.captured.size;
      looked.ids += standingRequestIds(story.incident).length;
      looked.hidden += [...story.incident.entries.corrections.values()].filter(
        ({ hidden }) => hidden.length > 0,
      ).length;
    }),
    { numRuns: 500 },
  );
  for (const count of Object.values(looked)) expect(count).toBeGreaterThan(50);
});

test('Any corrections leave everything ever written in the record, in order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { record } = played(steps);
      expect(record.map(({ seq }) => seq)).toEqual(record.map((_, i) => i + 1));
      const { record: before } = played(steps.slice(0, -1));
      expect(record.slice(0, before.length)).toEqual(before);
    }),
    { numRuns: 200 },
  );
});
