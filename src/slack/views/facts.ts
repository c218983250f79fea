import type { Incident } from '../../domain/incident/incident.ts';
import { notKnown, pastFinding } from '../../domain/records/headline.ts';
import { oneLine } from '../../domain/text/text.ts';
import { date, type Mrkdwn, mrkdwn, typed } from '../text/mrkdwn.ts';

/** One line of what people wrote, or, if `byTriage`, of what the checks found; its text in at most `max` characters. */
export const fact = (label: string, value: string, max: number, byTriage = false): Mrkdwn =>
  value === notKnown
    ? mrkdwn`*${label}:* _${value}_`
    : mrkdwn`*${label}${byTriage ? ' (from triage)' : ''}:* ${typed(value, max)}`;

/**
 * What a person or triage says of the cause or the action, in at most `max` characters; of what is past, the time in
 * each reader's own zone. `now` is UTC ms.
 */
export function finding(
  incident: Incident,
  line: 'cause' | 'action',
  max: number,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): Mrkdwn {
  const label = line === 'cause' ? 'Cause' : 'Action';
  const found = incident[line];
  const text = oneLine(found?.text ?? '');
  const past = pastFinding(incident, line);
  if (!past || text === '') return fact(label, text || notKnown, max, found?.from === 'triage');
  return mrkdwn`*${label} (from triage):* ${past.words} ${date(past.at, now, timeZone)}: ${typed(text, max)}`;
}

/** When an incident was declared, and when it began if that's known to be another time. `now` is UTC ms. */
export function began(
  { startedAt, openedAt }: Pick<Incident, 'startedAt' | 'openedAt'>,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): Mrkdwn {
  const declared = mrkdwn`declared ${date(openedAt, now, timeZone)}`;
  return startedAt === openedAt ? declared : mrkdwn`started ${date(startedAt, now, timeZone)}, ${declared}`;
}
