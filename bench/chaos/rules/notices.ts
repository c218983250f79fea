import type { Incident } from '../../../src/domain/incident/incident.ts';
import { noticeHolds } from '../../../src/domain/incident/incident.ts';
import type { Notice, NoticeEnd } from '../../../src/domain/incident/notice.ts';
import { eventsOf, type IncidentEvidence } from '../evidence/evidence.ts';
import type { Violation } from '../violation.ts';

const standing: Readonly<Record<Notice['kind'], string>> = {
  call: '*No commander',
  offer: '*Checks are healthy again*',
  flapping: 'The checks have kept changing',
  setback: 'Nothing recorded was lost.',
};
const resting = 'will return once they are';
const ended: Readonly<Record<NoticeEnd['how'], string>> = {
  taken: ' command, ',
  failing: 'was withdrawn',
  calm: 'Then they agreed: ',
  over: 'resolved the incident',
  cancelled: 'cancelled the incident',
  duplicate: 'as a duplicate of',
  done: 'done on a later try',
  unneeded: 'no longer needed',
};

/** Whether the message of the notice `of` says what is true of an incident. */
export function isNoticeOf(incident: Incident, of: number, text: string): boolean {
  const notice = incident.notices.get(of);
  if (!notice) return false;
  if (notice.end) return text.includes(ended[notice.end.how]);
  return text.includes(noticeHolds(incident, notice) ? standing[notice.kind] : resting);
}

/** At the end, each call for a commander and each offer to resolve says what is true, or how it ended. */
export function checkNotices(one: IncidentEvidence): Violation[] {
  const { name, incident, messages, channel } = one;
  return eventsOf(one, 'notice_posted').flatMap(({ event: { of, ts } }): Violation[] => {
    const message = messages.find((other) => other.ts === ts);
    if (!message || !incident.notices.has(of) || isNoticeOf(incident, of, message.text)) return [];
    const what = `a notice (${of}) that is not so: "${message.text}"`;
    return [{ kind: 'untrue', incident: name, what, look: `#${channel?.name}` }];
  });
}
