import { stillWanted } from '../../../src/domain/effects/still-wanted.ts';
import { type DiagnosisEntry, latestDiagnosis } from '../../../src/domain/incident/diagnoses.ts';
import type { Recorded } from '../../../src/domain/incident/events/events.ts';
import type { Incident } from '../../../src/domain/incident/incident.ts';
import { checksCard } from '../../../src/slack/views/diagnosis/checks.ts';
import { diagnosisMessage } from '../../../src/slack/views/diagnosis/diagnosis.ts';
import { diagnosisDetails } from '../../../src/slack/views/diagnosis/diagnosis-details.ts';
import { eventsOf, type IncidentEvidence, messagesFor } from '../evidence/evidence.ts';
import { once, type Violation } from '../violation.ts';

const timeZone = 'UTC';

/**
 * Each diagnosis is posted once at most and reads as its event, with its details in its thread; the latest is there,
 * and one card shows the current state.
 */
export function checkVerdicts(one: IncidentEvidence): Violation[] {
  const { name, incident, channel } = one;
  const { id } = incident;
  const look = `#${channel?.name ?? 'no channel'}`;
  const verdicts = eventsOf(one, 'diagnosed').flatMap((recorded) => {
    const found = messagesFor(one, `sync_diagnosis:${id}:${recorded.seq}`);
    const shown = one.events.some(
      ({ event }) => event.type === 'diagnosis_posted' && event.of === recorded.seq,
    );
    const other = found.filter(({ text }) => text !== verdictText(recorded, incident));
    return [
      ...once(name, `messages of the verdict ${recorded.seq}`, found.length, look, {
        least: shown ? 1 : 0,
        most: 1,
      }),
      ...checkDetails(one, recorded, look),
      ...other.map(({ text }) => disagree(name, `the verdict ${recorded.seq} reads "${text}"`, look)),
    ];
  });
  const latest = latestDiagnosis(incident);
  const missing = latest?.ts === null && stillWanted(incident, { type: 'sync_diagnosis', of: latest.seq });
  const flapping = eventsOf(one, 'flapping').flatMap(({ seq }) =>
    once(
      name,
      `messages of the flapping ${seq}`,
      messagesFor(one, `tell_flapping:${id}:${seq}`).length,
      look,
      {
        least: 0,
        most: 1,
      },
    ),
  );
  return [
    ...verdicts,
    ...(missing ? [{ kind: 'lost' as const, incident: name, what: `the verdict ${latest.seq}`, look }] : []),
    ...flapping,
    ...checkCard(one, look),
  ];
}

/**
 * The details of a diagnosis are in its thread once and read as its event, once the diagnosis is known to be posted;
 * they aren't needed for one that is no longer available.
 */
function checkDetails(one: IncidentEvidence, { seq }: Recorded, look: string): Violation[] {
  const { name, incident } = one;
  const found = messagesFor(one, `sync_details:${incident.id}:${seq}`);
  const entry = incident.diagnoses.get(seq);
  const misplaced = found.filter(({ threadTs }) => entry && threadTs !== entry.ts);
  const other = found.filter(
    ({ text }) => entry && text !== diagnosisDetails(incident, entry, timeZone).text,
  );
  return [
    ...once(name, `details of the verdict ${seq}`, found.length, look, { least: entry?.ts ? 1 : 0, most: 1 }),
    ...misplaced.map(({ ts }) =>
      disagree(name, `details ${ts} outside the thread of the verdict ${seq}`, look),
    ),
    ...other.map(({ text }) => disagree(name, `the details of the verdict ${seq} read "${text}"`, look)),
  ];
}

function checkCard(one: IncidentEvidence, look: string): Violation[] {
  const { name, incident } = one;
  const cards = messagesFor(one, `sync_checks:${incident.id}`);
  const wanted = incident.checks.length > 1 ? 1 : 0;
  return [
    ...once(name, 'cards of the checks', cards.length, look, { least: wanted, most: wanted }),
    ...cards
      .filter(({ text }) => !isCardOf(incident, text))
      .map(({ text }) => disagree(name, `the card of the checks reads "${text}"`, look)),
  ];
}

/** A diagnosis as its event has it. */
export function verdictText({ seq, at, event }: Recorded, incident: Incident): string {
  if (event.type !== 'diagnosed') return '';
  const { diagnosis, calmed = null } = event;
  const nowhere = { ts: null, details: null, asked: false, ticks: new Map() };
  const entry: DiagnosisEntry = { seq, at, diagnosis, calmed, ...nowhere };
  return diagnosisMessage(incident, entry, timeZone).text;
}

/** Whether a card says what is true of an incident; how it writes times, and its last check did, depends on when that was. */
export const isCardOf = (incident: Incident, text: string): boolean =>
  verdictIn(text) === verdictIn(checksCard(incident, { now: incident.recordedAt, timeZone })?.text ?? '');

/** The first line of a card, without the day of a time. */
const verdictIn = (text: string): string =>
  (text.split('\n')[0] ?? '').replace(/\d{4}-\d\d-\d\d (?=\d\d:\d\d UTC)/gu, '');

const disagree = (incident: string, what: string, look: string): Violation => ({
  kind: 'disagree',
  incident,
  what,
  look,
});
