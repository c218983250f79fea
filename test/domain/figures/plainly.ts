import type { IncidentEvent, Recorded } from '../../../src/domain/incident/events/events.ts';

/** What one incident contributes to figures, read from its raw events with no fold: slow, and simple to check by eye. */
export type Plain = {
  readonly kind: string;
  readonly severity: string;
  readonly owner: string;
  readonly openedAt: number;
  readonly detectMs: number | null;
  readonly acknowledgeMs: number | null;
  readonly mitigateMs: number | null;
  readonly resolveMs: number | null;
  readonly deadlines: readonly { readonly due: number; readonly cameAt: number | null }[];
  readonly degraded: readonly (readonly [number, number | null])[];
};

const commanderIn = (event: IncidentEvent): string | null => {
  if (event.type === 'commander_assigned') return event.user;
  return event.type === 'opened' || event.type === 'declaration_corrected' ? event.commander : null;
};

/** Reads it from a record. */
export function plainly(record: readonly Recorded[]): Plain {
  const moved = new Map<number, number>();
  for (const { event } of record)
    if (event.type === 'entry_edited' && event.when !== undefined) moved.set(event.of, event.when);
  const timeOf = ({ seq, at }: Recorded): number => moved.get(seq) ?? at;
  const [opening] = record;
  if (opening?.event.type !== 'opened') throw new Error('It was declared.');
  const start = startOf(record);
  const openedAt = timeOf(opening);
  const commanded = record.find(({ event }) => commanderIn(event) !== null);
  const mitigation = record.find(
    ({ event }) =>
      event.type === 'resolved' || (event.type === 'update_posted' && event.status === 'MONITORING'),
  );
  const corrected = (time: string): number | null =>
    record.reduce<number | null>(
      (at, { event }) => (event.type === 'time_corrected' && event.time === time ? event.to : at),
      null,
    );
  const detectedAt = corrected('detected') ?? openedAt;
  const acknowledgedAt = corrected('acknowledged') ?? (commanded ? timeOf(commanded) : null);
  const mitigatedAt = corrected('mitigated') ?? (mitigation ? timeOf(mitigation) : null);
  const degraded = degradedIn(record, start.at, timeOf);
  const isDegraded = degraded.at(-1)?.[1] === null;
  return {
    kind: kindOf(record),
    severity: record.reduce<string>((severity, { event }) => {
      if (event.type === 'severity_changed') return event.to;
      return event.type === 'opened' || event.type === 'declaration_corrected' ? event.severity : severity;
    }, ''),
    owner: record.reduce<string>((owner, { event }) => {
      const found = event.type === 'diagnosed' ? event.diagnosis.owner : owner;
      return found === 'intercom' || found === 'ours' ? found : owner;
    }, 'unknown'),
    openedAt,
    detectMs: start.known ? Math.max(0, detectedAt - start.at) : null,
    acknowledgeMs: acknowledgedAt === null ? null : Math.max(0, acknowledgedAt - openedAt),
    mitigateMs:
      mitigatedAt === null
        ? null
        : degraded.reduce(
            (ms, [from, to]) => ms + Math.max(0, Math.min(to ?? mitigatedAt, mitigatedAt) - from),
            0,
          ),
    resolveMs: isDegraded
      ? null
      : degraded.reduce((ms, [from, to]) => ms + Math.max(0, Number(to) - from), 0),
    deadlines: deadlinesIn(record, timeOf),
    degraded,
  };
}

/** When it began: as people last said, otherwise with its first alert, but never after the declaration. */
function startOf(record: readonly Recorded[]): { at: number; known: boolean } {
  let [given, alertAt, openedAt] = [Number.NaN, Number.NaN, 0];
  for (const { at, event } of record) {
    if (event.type === 'opened') {
      openedAt = at;
      given = event.startedAt ?? Number.NaN;
      alertAt = event.firstAlert?.at ?? Number.NaN;
    }
    if (event.type === 'start_corrected') given = event.to;
    if (event.type !== 'entry_edited' || event.when === undefined) continue;
    if (event.of === 0) alertAt = event.when;
    if (event.of === 1) openedAt = event.when;
  }
  const began = [given, alertAt].find((at) => !Number.isNaN(at));
  return { at: Math.min(began ?? openedAt, openedAt), known: began !== undefined };
}

type TimeOf = (recorded: Recorded) => number;
const isEnd = ({ type }: IncidentEvent): boolean =>
  type === 'resolved' || type === 'cancelled' || type === 'duplicate_marked';

function degradedIn(record: readonly Recorded[], start: number, timeOf: TimeOf): [number, number | null][] {
  const periods: [number, number | null][] = [[start, null]];
  for (const one of record) {
    const last = periods.at(-1);
    if (isEnd(one.event) && last && last[1] === null) last[1] = timeOf(one);
    if (one.event.type === 'reopened') periods.push([timeOf(one), null]);
  }
  return periods;
}

function deadlinesIn(record: readonly Recorded[], timeOf: TimeOf): Plain['deadlines'] {
  const deadlines: { due: number; cameAt: number | null }[] = [];
  let due: number | null = null;
  for (const one of record) {
    const { event } = one;
    if (event.type === 'opened' || event.type === 'reopened') due = event.nextUpdateAt;
    if (event.type === 'severity_changed' || event.type === 'declaration_corrected')
      due = due === null || due <= one.at ? due : event.nextUpdateAt;
    if (event.type === 'update_posted') {
      if (due !== null) deadlines.push({ due, cameAt: timeOf(one) });
      due = event.nextUpdateAt;
    }
    if (isEnd(event)) {
      if (due !== null && due < timeOf(one)) deadlines.push({ due, cameAt: timeOf(one) });
      due = null;
    }
  }
  return due === null ? deadlines : [...deadlines, { due, cameAt: null }];
}

function kindOf(record: readonly Recorded[]): string {
  let kind = 'real';
  for (const { event } of record) {
    if (event.type === 'opened' && event.drill) return 'drill';
    if (event.type === 'cancelled' || event.type === 'cancellation_corrected')
      kind = event.reason === 'false_alarm' ? 'false_alarm' : 'cancelled';
    if (event.type === 'duplicate_marked') kind = 'duplicate';
    if (event.type === 'reopened') kind = 'real';
  }
  return kind;
}
