import {
  type IncidentEvent,
  isItemEvent,
  type Recorded,
} from '../../../src/domain/incident/events/events.ts';
import type { IncidentEvidence } from '../evidence/evidence.ts';
import { grouped } from '../grouped.ts';
import { roleWord } from '../people/actions/people.ts';
import type { ExpectedState, Operation, OperationKind } from '../people/expected-state.ts';
import { once, type Violation } from '../violation.ts';

type WordOf = (event: IncidentEvent, by: Recorded['by']) => string | null;

/** What each operation must be in the record: the type of its event, and where its word is. */
const recordedAs: Readonly<Record<OperationKind, WordOf>> = {
  open: (event) => (event.type === 'opened' ? event.title : null),
  update: (event) => (event.type === 'update_posted' ? event.action : null),
  title: (event) => (event.type === 'title_changed' ? event.to : null),
  link: (event) => (event.type === 'link_added' ? event.title : null),
  note: (event) => (event.type === 'note_added' ? event.text : null),
  severity: (event) => (event.type === 'severity_changed' ? event.why : null),
  role: roleTaken,
  catchup: (event, by) =>
    event.type === 'caught_up' && event.asked && by.kind === 'person' ? by.user : null,
  edit: (event) =>
    event.type === 'entry_edited' && event.editedAt === undefined ? (event.text ?? null) : null,
  hide: (event) => (event.type === 'entry_hidden' && event.hiding === 'person' ? event.why : null),
  restore: (event) => (event.type === 'entry_restored' && !event.markedAgain ? `#${event.of}` : null),
  declaration: (event) =>
    event.type === 'opened' || event.type === 'declaration_corrected' ? event.impact : null,
  resolve: (event) => (event.type === 'resolved' || event.type === 'resolution_corrected' ? event.fix : null),
  close: (event) => (event.type === 'closed' || event.type === 'review_corrected' ? event.summary : null),
  cancel: (event) =>
    event.type === 'cancelled' || event.type === 'cancellation_corrected' ? event.why : null,
  reopen: (event) => (event.type === 'reopened' ? event.why : null),
  'go private': (event) => (event.type === 'made_private' ? event.how : null),
};

function roleTaken(event: IncidentEvent): string | null {
  switch (event.type) {
    case 'role_assigned':
      return roleWord(event.role, event.user);
    case 'commander_assigned':
      return roleWord('Commander', event.user);
    case 'commander_vacated':
      return roleWord('Commander', null);
    default:
      return null;
  }
}

/**
 * Each operation is in the record at least as often as it was acknowledged, and at most that often plus the times without a
 * response. Most words are used once.
 */
export function checkOperations(cases: readonly IncidentEvidence[], expected: ExpectedState): Violation[] {
  const byTitle = eventsByTitle(cases);
  const alike = grouped(expected.operations, ({ title, kind, word }) => `${title} ${kind} ${word}`);
  return [...alike.values()].flatMap((operations) => {
    const [operation] = operations;
    return operation ? checkOperation(operation, operations, byTitle.get(operation.title) ?? []) : [];
  });
}

/** The title that an incident was declared with, by which people's stories know it. */
export const firstTitle = ({ events }: Pick<IncidentEvidence, 'events'>): string =>
  events.map(({ event }) => (event.type === 'opened' ? event.title : null))[0] ?? '';

const eventsByTitle = (cases: readonly IncidentEvidence[]): Map<string, Recorded[]> =>
  new Map(
    [...grouped(cases, firstTitle)].map(([title, alike]) => [title, alike.flatMap(({ events }) => events)]),
  );

function checkOperation(
  { kind, word, title }: Operation,
  operations: readonly Operation[],
  events: readonly Recorded[],
): Violation[] {
  const all = events.filter(({ event, by }) => recordedAs[kind](event, by) === word);
  // Closing an open incident resolves it first, with the fix that was entered before.
  const found = all.filter((recorded, i) => i === 0 || !isPartOfClose(events, recorded));
  const how = (outcome: Operation['outcome']): number =>
    operations.filter((operation) => operation.outcome === outcome).length;
  return once(
    title,
    `${kind} "${word}", ${operations.map(({ outcome }) => outcome).join(', ')} for the person, in the record`,
    found.length,
    `the events of ${title}: ${found.map(({ seq }) => seq).join(', ') || 'none with this word'}`,
    { least: how('done'), most: how('done') + how('unknown') },
  );
}

/** In the same commit, with the action items of the close in between. */
function isPartOfClose(events: readonly Recorded[], one: Recorded): boolean {
  const next = events.slice(events.indexOf(one) + 1).find(({ event }) => !isItemEvent(event));
  return one.event.type === 'resolved' && next?.event.type === 'closed' && next.at === one.at;
}
