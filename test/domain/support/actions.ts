import fc from 'fast-check';
import type { Command } from '../../../src/domain/incident/commands.ts';
import { cancelReasonSchema } from '../../../src/domain/incident/ending/cancellation.ts';
import { headlineLines } from '../../../src/domain/incident/events/events.ts';
import { type Millis, millisSchema } from '../../../src/domain/incident/ids.ts';
import type { Actor } from '../../../src/domain/incident/people/actor.ts';
import { builtInRoles } from '../../../src/domain/incident/people/roles.ts';
import { severities } from '../../../src/domain/incident/severity.ts';
import { workingStatusSchema } from '../../../src/domain/incident/status.ts';
import { oneLine, type PlainText, plainText } from '../../../src/domain/text/text.ts';
import type { Diagnosis } from '../../../src/domain/triage/diagnosis.ts';
import { healthy, outage, probe } from './diagnoses.ts';
import {
  alice,
  announceChannel,
  bob,
  byAlice,
  byBob,
  byBot,
  channel,
  incident7,
  otherChannel,
  ts,
} from './fixtures.ts';
import { goesOn } from './goes-on.ts';
import { maybeText, text } from './typed.ts';

/**
 * One thing that happens: time passes, or somebody commands something. Times in the command are ms from that moment
 * (those of the clock: ms before it), and `of: 0` is what the incident shows just now, so that random commands often
 * hit.
 */
export type Action = { readonly wait: number } | { readonly command: Command; readonly by: Actor };

const ms = (n: number): Millis => millisSchema.parse(n);
const minutes = (max: number) => fc.integer({ min: 0, max }).map((n) => ms(n * 60_000));
/** Whatever a form's time can hold: whole seconds, also negative ones, in ms. */
const anyTime = fc.integer({ min: -4_000_000_000, max: 40_000_000_000 }).map((n) => (n * 1_000) as Millis);
const of = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 12 }));
const severity = fc.constantFrom(...severities);
const user = fc.constantFrom(alice, bob);
const maybeUser = fc.option(user, { nil: null });
const messageTs = fc.constantFrom('1795183200.000100', '1795183260.000200', '1795269600.000300').map(ts);
const title = text.map((words) => plainText(oneLine(words)));
const requestId = fc.constantFrom('req_a1', 'req_b2', 'req_c3');

const diagnosis: fc.Arbitrary<Diagnosis> = fc
  .record({ base: fc.constantFrom(outage, healthy), id: fc.option(requestId, { nil: null }) })
  .map(({ base, id }) => ({ ...base, probes: [probe('API /me', id)] }));

const requestIds = fc.array(
  fc.record({
    requestId,
    source: fc.constantFrom('explain' as const, 'message' as const),
    where: fc.constant(null),
  }),
  { maxLength: 3 },
);

const review = {
  summary: maybeText,
  rootCause: maybeText,
  fix: maybeText,
  conversationsAffected: fc.option(fc.nat({ max: 99_999 }), { nil: null }),
  usersAffected: fc.option(fc.nat({ max: 99_999 }), { nil: null }),
  actionItems: fc.array(fc.record({ what: text, owner: maybeText, due: maybeText }), { maxLength: 3 }),
};

const is = <Type extends Command['type']>(type: Type) => fc.constant(type);

/** What people want. */
const personCommand: fc.Arbitrary<Command>[] = [
  fc.record({
    type: is('open'),
    title,
    severity,
    impact: maybeText,
    commander: fc.option(user, { nil: null }),
    firstAlert: fc.constant(null),
  }),
  fc.record({
    type: is('post_update'),
    status: fc.constantFrom(...workingStatusSchema.options),
    impact: maybeText,
    cause: maybeText,
    action: maybeText,
    nextUpdateAt: fc.option(fc.oneof(minutes(48 * 60), anyTime), { nil: null }),
  }),
  fc.record({ type: is('change_line'), line: fc.constantFrom(...headlineLines), text }),
  fc.record({ type: is('change_title'), title }),
  fc.record({ type: is('correct_start'), startedAt: fc.oneof(minutes(48 * 60), anyTime) }),
  fc.record({
    type: is('correct_times'),
    to: fc.record(
      { detected: minutes(60), acknowledged: minutes(60), mitigated: minutes(60), resolved: minutes(60) },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    type: is('add_link'),
    url: fc.oneof(text, fc.webUrl({ withQueryParameters: true, withFragments: true })),
    title: maybeText,
  }),
  fc.record({ type: is('add_note'), text, when: fc.option(fc.oneof(minutes(2), anyTime), { nil: null }) }),
  fc.record({ type: is('change_severity'), to: severity, why: maybeText }),
  fc.record({ type: is('assign_commander'), user: maybeUser }),
  fc.record({
    type: is('assign_roles'),
    to: fc.array(fc.record({ role: fc.constantFrom(...builtInRoles), user: maybeUser }), { maxLength: 3 }),
    untouched: fc.subarray([...builtInRoles]),
  }),
  fc.record({ type: is('request_triage') }),
  fc.record({
    type: is('tick_step'),
    of,
    step: fc.constantFrom('serve_cache', 'back_off'),
    done: fc.boolean(),
  }),
  fc.record({ type: is('snooze'), of, forMs: fc.constant(15 * 60_000) }),
  fc.record({
    type: is('mark_message'),
    ts: messageTs,
    via: fc.constantFrom('pin' as const, 'shortcut' as const),
  }),
  fc.record({ type: is('record_request_ids'), seen: requestIds }),
  fc.record({ type: is('resolve'), fix: maybeText }),
  fc.record({ type: is('close'), ...review }),
  fc.record({
    type: is('cancel'),
    reason: fc.constantFrom(...cancelReasonSchema.options),
    why: maybeText,
  }),
  fc.record({ type: is('mark_duplicate'), original: fc.constantFrom(incident7, goesOn.id) }),
  fc.record({ type: is('reopen'), why: maybeText }),
];

/** What the clock and finished effects tell, also late, twice and about what is past. */
const botCommand: fc.Arbitrary<Command>[] = [
  fc.record({ type: is('remind'), due: minutes(60) }),
  fc.record({ type: is('check_response'), due: minutes(60) }),
  fc.record({ type: is('check_comms_lead'), due: minutes(60) }),
  fc.record({
    type: is('record_channel'),
    channel: fc.constantFrom(channel, channel, otherChannel),
    name: fc.constant('inc-7-x'),
  }),
  fc.record({ type: is('record_headline'), channel: fc.constant(channel), ts: messageTs }),
  fc.record({ type: is('record_announcement'), channel: fc.constant(announceChannel), ts: messageTs }),
  fc.record({ type: is('record_diagnosis'), diagnosis, asked: fc.boolean() }),
  fc.record({ type: is('record_diagnosis_post'), of, ts: messageTs }),
  fc.record({ type: is('record_reminder_post'), of, ts: messageTs }),
  fc.record({
    type: is('record_message'),
    ts: messageTs,
    author: fc.option(user, { nil: null }),
    text,
    link: fc.constant('https://acme.slack.com/p1'),
    marked: fc.boolean(),
  }),
  fc.record({ type: is('record_postmortem'), of, file: fc.constantFrom('F1', 'F2', null) }),
  fc.record({
    type: is('report_setback'),
    effect: fc.constantFrom('invite', 'tell_setback'),
    why: fc.constant('no scope'),
    todo: fc.constant('Add it.'),
  }),
];

const wait: fc.Arbitrary<Action> = fc.oneof(
  fc.integer({ min: 0, max: 90 }).map((n) => ({ wait: n * 60_000 })),
  fc.integer({ min: 0, max: 3 * 86_400_000 }).map((n) => ({ wait: n })),
);
const byPerson = fc.record({ command: fc.oneof(...personCommand), by: fc.constantFrom(byAlice, byBob) });
const byTheBot = fc.record({ command: fc.oneof(...botCommand), by: fc.constant(byBot) });

/** A declared incident and whatever happens to it then. */
export const story: fc.Arbitrary<readonly Action[]> = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: wait },
    { weight: 5, arbitrary: byPerson },
    { weight: 3, arbitrary: byTheBot },
  ),
  { maxLength: 40 },
);

/** A declared incident whose people snooze and judge it anew for days, and post no update. */
export const unanswered: fc.Arbitrary<readonly Action[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 36 }).map((n) => ({ wait: n * 3_600_000 })) },
    {
      weight: 1,
      arbitrary: fc.record({
        command: fc.oneof(
          fc.record({ type: is('snooze'), of: fc.constant(0), forMs: fc.constant(15 * 60_000) }),
          fc.record({ type: is('change_severity'), to: severity, why: maybeText }),
        ),
        by: fc.constant(byAlice),
      }),
    },
  ),
  { minLength: 10, maxLength: 30 },
);

/** The title of an opening, for the tests that must have an incident. */
export const opening = (words: PlainText): Extract<Action, { command: Command }> => ({
  command: { type: 'open', title: words, severity: 'P2', impact: null, commander: null, firstAlert: null },
  by: byAlice,
});
