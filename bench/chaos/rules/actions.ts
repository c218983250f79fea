import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import type { IncidentEvent, Recorded } from '../../../src/domain/incident/events/events.ts';
import type { Case } from '../evidence/evidence.ts';
import type { Ground } from '../faults/faults.ts';
import type { Deed, DeedKind, Ledger, Said } from '../people/expected-state.ts';
import { once, type Violation } from '../violation.ts';

/** How long an acknowledgement may be on its way, ms. */
const ackWithin = 5_000;

/** What each deed must be in the record: the type of its event, and where its word stands. */
const recordedAs: Readonly<Record<DeedKind, (event: IncidentEvent) => string | null>> = {
  open: (event) => (event.type === 'opened' ? event.title : null),
  update: (event) => (event.type === 'update_posted' ? event.action : null),
  title: (event) => (event.type === 'title_changed' ? event.to : null),
  link: (event) => (event.type === 'link_added' ? event.title : null),
  note: (event) => (event.type === 'note_added' ? event.text : null),
  severity: (event) => (event.type === 'severity_changed' ? event.why : null),
  declaration: (event) =>
    event.type === 'opened' || event.type === 'declaration_corrected' ? event.impact : null,
  resolve: (event) => (event.type === 'resolved' || event.type === 'resolution_corrected' ? event.fix : null),
  close: (event) => (event.type === 'closed' || event.type === 'review_corrected' ? event.summary : null),
  cancel: (event) =>
    event.type === 'cancelled' || event.type === 'cancellation_corrected' ? event.why : null,
  reopen: (event) => (event.type === 'reopened' ? event.why : null),
};

/** What people did is in the record: once when it was acknowledged, never when it was refused, never twice. */
export function checkDeeds(cases: readonly Case[], ledger: Ledger): Violation[] {
  const byTitle = new Map<string, Recorded[]>();
  for (const { events } of cases) {
    const title = events.map(({ event }) => (event.type === 'opened' ? event.title : null))[0] ?? '';
    byTitle.set(title, [...(byTitle.get(title) ?? []), ...events]);
  }
  return ledger.deeds.flatMap((deed) => checkDeed(deed, byTitle.get(deed.title) ?? []));
}

function checkDeed({ kind, word, title, fate }: Deed, events: readonly Recorded[]): Violation[] {
  const all = events.filter(({ event }) => recordedAs[kind](event) === word);
  // Closing what is open resolves it first, with the fix that was said before.
  const found = all.filter((recorded, i) => i === 0 || !isPartOfClose(events, recorded));
  return once(
    title,
    `${kind} "${word}", ${fate} for the person, in the record`,
    found.length,
    `the events of ${title}: ${found.map(({ seq }) => seq).join(', ') || 'none with this word'}`,
    { least: fate === 'done' ? 1 : 0, most: fate === 'refused' ? 0 : 1 },
  );
}

/** In the same commit. */
function isPartOfClose(events: readonly Recorded[], one: Recorded): boolean {
  const next = events[events.indexOf(one) + 1];
  return one.event.type === 'resolved' && next?.event.type === 'closed' && next.at === one.at;
}

/**
 * Messages that were marked, and request_ids that were written, are kept once; when Slack's event was acknowledged,
 * surely.
 */
export function checkMarkedMessages(
  cases: readonly Case[],
  ledger: Ledger,
  { workspace, witness }: Pick<Ground, 'workspace' | 'witness'>,
): Violation[] {
  const byChannel = new Map(cases.map((one) => [one.incident.channel?.id ?? '', one]));
  const heard = acknowledgedAt(workspace);
  return ledger.said.flatMap((said) => {
    const one = byChannel.get(said.channel);
    if (!one) return [];
    const at = heard.get(`${said.kind} ${said.channel} ${said.ts}`);
    const { id } = one.incident;
    // From then on it takes no more.
    const final = one.events.find(({ event: { type } }) =>
      ['closed', 'cancelled', 'duplicate_marked'].includes(type),
    );
    const finalAt = final ? (witness.at(id, final.seq) ?? 0) : Number.POSITIVE_INFINITY;
    const certain = at !== undefined && at + ackWithin < finalAt;
    return checkMarkedMessage(said, one, certain);
  });
}

function checkMarkedMessage({ kind, word, ts }: Said, one: Case, certain: boolean): Violation[] {
  const wanted = { least: certain ? 1 : 0, most: 1 };
  const look = `the message ${ts} in #${one.channel?.name}`;
  if (kind === 'request_id') {
    const kept = one.exported.requestIds.filter(({ requestId }) => requestId === word);
    return once(one.name, `the request_id ${word}`, kept.length, look, wanted);
  }
  const entries = one.exported.timeline.filter(({ text }) => text.includes(word));
  return once(one.name, `the marked message "${word}" on the timeline`, entries.length, look, wanted);
}

/** When the first acknowledged try of each event was sent, UTC ms, by what happened and to which message. */
function acknowledgedAt({ deliveries }: Workspace): Map<string, number> {
  const heard = new Map<string, number>();
  for (const { type, payload, attempts } of deliveries) {
    const acked = attempts.find(({ answer }) => answer?.kind === 'acked');
    const event = Object(payload.event);
    if (!acked) continue;
    if (type === 'reaction_added') heard.set(`mark ${event.item?.channel} ${event.item?.ts}`, acked.at);
    if (type === 'message') heard.set(`request_id ${event.channel} ${event.ts}`, acked.at);
  }
  return heard;
}
