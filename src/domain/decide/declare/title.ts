import { incidentName } from '../../incident/ids.ts';
import type { Incident } from '../../incident/incident.ts';
import { titleMax, tooLong } from '../../incident/limits.ts';
import { type Refusal, refuse } from '../../incident/refusal.ts';
import { oneLine, type PlainText, plainText } from '../../text/text.ts';
import type { Decision } from '../decision.ts';

/** Returns why an incident can't have this title, on its field; null if it can. */
export const titleRefused = (title: PlainText): Refusal | null =>
  title === ''
    ? refuse("Enter a title: what's failing, in a few words.", 'title')
    : tooLong(title, titleMax, 'The title', 'title');

/** Changes the title that people read; the channel keeps its name, which links and habits depend on. */
export function changeTitle(incident: Incident, typed: PlainText): Decision {
  const title = plainText(oneLine(typed));
  const unfit = titleRefused(title);
  if (unfit) return unfit;
  if (title === incident.title)
    return refuse(`${incidentName(incident.id)} already has that title. Nothing was changed.`, 'title');
  return [{ type: 'title_changed', from: incident.title, to: title }];
}
