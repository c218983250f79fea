import Database from 'better-sqlite3';
import type { Calm } from './evidence/calm.ts';
import { type Case, effectOf, eventsOf, gather } from './evidence/evidence.ts';
import type { Trouble } from './evidence/journal.ts';
import type { Ground } from './faults/faults.ts';
import { grouped } from './grouped.ts';
import type { Ledger } from './people/expected-state.ts';
import { checkDeeds } from './rules/actions.ts';
import { checkBriefs } from './rules/briefs.ts';
import { checkDuplicates } from './rules/duplicates.ts';
import { checkEntries } from './rules/entries.ts';
import { checkForgotten, checkMarkedMessages } from './rules/marked.ts';
import { checkNotices } from './rules/notices.ts';
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
import { checkTrue, saidIn } from './rules/truth.ts';
import { checkVerdicts } from './rules/verdicts.ts';
import type { Violation } from './violation.ts';

/** What was counted. Times in ms. */
export type Figures = {
  readonly troubles: ReadonlyMap<Trouble, number>;
  readonly incidents: number;
  readonly asked: number;
  /** Deeds by the bot's response. */
  readonly deeds: { readonly done: number; readonly refused: number; readonly unknown: number };
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

/** The findings. `said`: the bot's messages by incident, oldest first, for looking into a violation. */
type Found = {
  readonly figures: Figures;
  readonly violations: readonly Violation[];
  readonly said: Readonly<Record<string, readonly string[]>>;
};

type Scene = Ground & { readonly ledger: Ledger; readonly calm: Calm; readonly began: number };

/** Compares what people did, what the record says, and what Slack shows. */
export async function checkAll(scene: Scene): Promise<Found> {
  const { workspace, journal, ledger, calm, file, newer, curse } = scene;
  const cases = await gather(workspace, file);
  const late = cases.flatMap((one) => latenessOf(one, scene));
  const shown = cases.flatMap((one) => shownLateness(one, scene));
  const said = saidIn(workspace.calls);
  const violations = [
    ...checkFile(file),
    ...checkDeeds(cases, ledger),
    ...checkMarkedMessages(cases, ledger, scene),
    ...checkForgotten(ledger, file),
    ...checkOrphans(cases, workspace),
    ...checkProposals(cases, workspace, file),
    ...cases.flatMap((one) => [
      ...checkStanding(one, workspace),
      ...checkPosts(one, hopelessIn(one, ledger)),
      ...checkEntries(one, ledger),
      ...checkDuplicates(one),
      ...checkPrivacy(one, workspace),
      ...checkRoleBriefs(one),
      ...checkOncall(one),
      ...checkJoiners(one, workspace, newer.unread.has(one.incident.id)),
      ...checkNotices(one),
      ...checkVerdicts(one),
      ...checkPending(one),
      ...checkReminders(one),
      ...checkSetbacks(one, new Set([...curse.met, ...hopelessIn(one, ledger)])),
      ...checkTrue(one, said, scene),
      ...checkBriefs(one, scene),
    ]),
    ...tooLate(late, 'was recorded'),
  ];
  const worst = (all: readonly Lateness[], by: 'ms' | 'beyondMs'): Lateness | null =>
    all.reduce<Lateness | null>((most, one) => (most && most[by] >= one[by] ? most : one), null);
  const fate = (wanted: string): number => ledger.deeds.filter(({ fate }) => fate === wanted).length;
  return {
    violations,
    said: Object.fromEntries(
      cases.map(({ name, said }) => [name, said.map((one) => `${one.ts} ${effectOf(one)} ${one.text}`)]),
    ),
    figures: {
      troubles: journal.counts,
      incidents: cases.length,
      asked: ledger.asked,
      deeds: { done: fate('done'), refused: fate('refused'), unknown: fate('unknown') },
      events: sum(cases, ({ events }) => events.length),
      eventTypes: typesIn(cases),
      messages: sum(cases, ({ said, announcements }) => said.length + announcements.length),
      calls: workspace.calls.length,
      deliveries: workspace.deliveries.length,
      reminders: sum(cases, (one) => eventsOf(one, 'reminded').length),
      worst: { all: worst(late, 'ms'), beyond: worst(late, 'beyondMs'), shown: worst(shown, 'beyondMs') },
      settledAfterMs: calm.settledAfterMs,
      tookMs: Date.now() - scene.began,
    },
  };
}

/** What nobody can do any longer: read a message that was deleted before it was read. */
const hopelessIn = (one: Case, ledger: Ledger): ReadonlySet<string> =>
  new Set(
    eventsOf(one, 'message_marked').flatMap(({ event: { ts } }) =>
      ledger.wasDeleted(ts) ? [`capture_message:${one.incident.id}:${ts}`] : [],
    ),
  );

const typesIn = (cases: readonly Case[]): Map<string, number> => {
  const all = cases.flatMap(({ events }) => events.map(({ event }) => event.type));
  return new Map([...grouped(all, (type) => type)].map(([type, some]) => [type, some.length]));
};

const sum = (cases: readonly Case[], of: (one: Case) => number): number =>
  cases.reduce((total, one) => total + of(one), 0);

/** Runs `PRAGMA integrity_check` on the file that all those kills left. */
function checkFile(file: string): Violation[] {
  const db = new Database(file, { readonly: true });
  try {
    const found = JSON.stringify(db.pragma('integrity_check'));
    if (found === '[{"integrity_check":"ok"}]') return [];
    return [{ kind: 'broken', incident: 'the database', what: 'PRAGMA integrity_check', look: found }];
  } finally {
    db.close();
  }
}
