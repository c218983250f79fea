import type { ChaosDatabase } from './database/chaos-database.ts';
import type { Calm } from './evidence/calm.ts';
import { effectOf, eventsOf, gather, type IncidentEvidence } from './evidence/evidence.ts';
import type { FaultKind } from './evidence/journal.ts';
import { channelsLeft, sinceMove } from './evidence/moves.ts';
import type { ChaosContext } from './faults/faults.ts';
import { grouped } from './grouped.ts';
import type { ExpectedState } from './people/expected-state.ts';
import { checkBriefs } from './rules/briefs.ts';
import { checkDuplicates } from './rules/duplicates.ts';
import { checkEntries } from './rules/entries.ts';
import { checkForgotten, checkMarkedMessages } from './rules/marked.ts';
import { checkNotices } from './rules/notices.ts';
import { checkOperations } from './rules/operations.ts';
import { checkJoiners, checkOncall, checkRoleBriefs } from './rules/people.ts';
import { checkPosts } from './rules/posts.ts';
import { checkPrivacy } from './rules/privacy.ts';
import { checkProposals } from './rules/proposals.ts';
import {
  checkPending,
  checkReminders,
  type Lateness,
  latenessOf,
  shownLateness,
  tooLate,
} from './rules/reminders.ts';
import { checkSetbacks } from './rules/setbacks.ts';
import { checkOrphans, checkStanding } from './rules/standing.ts';
import { checkTrue, postedTexts } from './rules/truth.ts';
import { checkVerdicts } from './rules/verdicts.ts';
import type { Violation } from './violation.ts';

/** What was counted. Times in ms. */
export type Figures = {
  readonly faults: ReadonlyMap<FaultKind, number>;
  /** How often one of several bots took delivery over. */
  readonly takeovers: number;
  readonly incidents: number;
  readonly asked: number;
  /** Operations by the bot's response. */
  readonly operations: { readonly done: number; readonly refused: number; readonly unknown: number };
  readonly events: number;
  /** How many there were of each type. */
  readonly eventTypes: ReadonlyMap<string, number>;
  readonly messages: number;
  readonly calls: number;
  readonly deliveries: number;
  readonly reminders: number;
  readonly worst: {
    readonly all: Lateness | null;
    readonly beyond: Lateness | null;
    readonly shown: Lateness | null;
  };
  readonly settledAfterMs: number;
  readonly tookMs: number;
};

/** The findings. For looking into a violation: the bot's messages by incident, oldest first, and all reminders. */
type Found = {
  readonly figures: Figures;
  readonly violations: readonly Violation[];
  readonly messages: Readonly<Record<string, readonly string[]>>;
  readonly late: readonly Lateness[];
};

type CheckContext = ChaosContext & {
  readonly expected: ExpectedState;
  readonly calm: Calm;
  readonly began: number;
  readonly takeovers: number;
};

/** Compares what people did, what the record says, and what Slack shows. */
export async function checkAll(context: CheckContext): Promise<Found> {
  const { workspace, journal, expected, calm, database, newer, permanentFaults } = context;
  const cases = await gather(workspace, database.url);
  const late = cases.flatMap((one) => latenessOf(one, context));
  const shown = cases.flatMap((one) => shownLateness(one, context));
  const calls = postedTexts(workspace.calls);
  const limited = workspace.calls.flatMap(({ at, status }) => (status === 429 ? [at] : []));
  const violations = [
    ...(await checkDatabase(database)),
    ...checkNumbers(cases),
    ...checkOperations(cases, expected),
    ...checkMarkedMessages(cases, expected, context),
    ...(await checkForgotten(expected, database, new Set(cases.flatMap((one) => [...channelsLeft(one)])))),
    ...checkOrphans(cases, workspace),
    ...(await checkProposals(cases, context)),
    ...cases.flatMap((one) => [
      ...checkStanding(one, workspace),
      ...checkPosts(sinceMove(one), hopelessIn(one, expected)),
      ...checkEntries(one, expected),
      ...checkDuplicates(one),
      ...checkPrivacy(one, workspace),
      ...checkRoleBriefs(sinceMove(one)),
      ...checkOncall(sinceMove(one)),
      ...checkJoiners(one, workspace, newer.unread.has(one.incident.id)),
      ...checkNotices(sinceMove(one)),
      ...checkVerdicts(sinceMove(one)),
      ...checkPending(one),
      ...checkReminders(sinceMove(one)),
      ...checkSetbacks(
        sinceMove(one),
        new Set([...permanentFaults.met, ...hopelessIn(one, expected)]),
        limited,
      ),
      ...checkTrue(one, calls, context),
      ...checkBriefs(one, context),
    ]),
    ...tooLate(late, 'was recorded'),
  ];
  const worst = (all: readonly Lateness[], by: 'ms' | 'beyondMs'): Lateness | null =>
    all.reduce<Lateness | null>((most, one) => (most && most[by] >= one[by] ? most : one), null);
  const outcome = (wanted: string): number =>
    expected.operations.filter(({ outcome }) => outcome === wanted).length;
  return {
    violations,
    late,
    messages: Object.fromEntries(
      cases.map(({ name, messages }) => [
        name,
        messages.map((one) => `${one.ts} ${effectOf(one)} ${one.text}`),
      ]),
    ),
    figures: {
      faults: journal.counts,
      takeovers: context.takeovers,
      incidents: cases.length,
      asked: expected.requests,
      operations: { done: outcome('done'), refused: outcome('refused'), unknown: outcome('unknown') },
      events: sum(cases, ({ events }) => events.length),
      eventTypes: typesIn(cases),
      messages: sum(cases, ({ messages, announcements }) => messages.length + announcements.length),
      calls: workspace.calls.length,
      deliveries: workspace.deliveries.length,
      reminders: sum(cases, (one) => eventsOf(one, 'reminded').length),
      worst: { all: worst(late, 'ms'), beyond: worst(late, 'beyondMs'), shown: worst(shown, 'beyondMs') },
      settledAfterMs: calm.settledAfterMs,
      tookMs: Date.now() - context.began,
    },
  };
}

/**
 * What nobody can do: read a message that was deleted before it was read, or call a group none of which is in a private
 * channel.
 */
const hopelessIn = (one: IncidentEvidence, expected: ExpectedState): ReadonlySet<string> =>
  new Set([
    ...eventsOf(one, 'message_marked').flatMap(({ event: { ts } }) =>
      expected.wasDeleted(ts) ? [`capture_message:${one.incident.id}:${ts}`] : [],
    ),
    ...(one.incident.privateTo === null ? [] : eventsOf(one, 'oncall_needed')).map(
      ({ seq }) => `call_oncall:${one.incident.id}:${seq}`,
    ),
  ]);

const typesIn = (cases: readonly IncidentEvidence[]): Map<string, number> => {
  const all = cases.flatMap(({ events }) => events.map(({ event }) => event.type));
  return new Map([...grouped(all, (type) => type)].map(([type, some]) => [type, some.length]));
};

const sum = (cases: readonly IncidentEvidence[], of: (one: IncidentEvidence) => number): number =>
  cases.reduce((total, one) => total + of(one), 0);

/** Whether the database is whole that all those kills left. */
async function checkDatabase(database: ChaosDatabase): Promise<Violation[]> {
  const look = await database.broken();
  return look === null ? [] : [{ kind: 'broken', incident: 'the database', what: 'its own check', look }];
}

/** Incidents are numbered without a gap, and so are the events of each. */
function checkNumbers(cases: readonly IncidentEvidence[]): Violation[] {
  const gap = (what: string, numbers: readonly number[]): Violation[] =>
    numbers.toSorted((a, b) => a - b).every((number, i) => number === i + 1)
      ? []
      : [{ kind: 'broken', incident: what, what: 'a gap in the numbers', look: numbers.join(' ') }];
  return [
    ...gap(
      'the incidents',
      cases.map(({ incident }) => incident.id),
    ),
    ...cases.flatMap(({ name, events }) =>
      gap(
        name,
        events.map(({ seq }) => seq),
      ),
    ),
  ];
}
