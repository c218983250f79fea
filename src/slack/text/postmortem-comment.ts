import { type Incident, markedName } from '../../domain/incident/incident.ts';
import { type Mrkdwn, mrkdwn } from './mrkdwn.ts';

/** Which version of a postmortem a file is, and what differs from the one before, by label and heading. */
export type PostmortemVersion = { readonly version: number; readonly changed: readonly string[] };

/** What the file is by now: a cancelled incident needs no postmortem. */
function kindOf({ status }: Incident): string {
  if (status === 'CANCELLED') return 'Record so far';
  return status === 'CLOSED' ? 'Postmortem' : 'Draft postmortem';
}

/** The title of a postmortem's file; a later version says which it is. */
export function postmortemTitle(incident: Incident, version: number): string {
  return `${kindOf(incident)} of ${markedName(incident)}${version > 1 ? `, version ${version}` : ''}`;
}

/** The short message with a postmortem's file. */
export function postmortemComment(incident: Incident, { version, changed }: PostmortemVersion): Mrkdwn {
  const news = changed.length > 0 ? `. Changed: ${changed.join(', ')}.` : '';
  return mrkdwn`${postmortemTitle(incident, version)}: ${incident.title}${news}`;
}
