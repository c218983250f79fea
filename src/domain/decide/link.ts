import type { Command } from '../incident/commands.ts';
import { incidentName } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { tooLong } from '../incident/limits.ts';
import { linkLabel, linksMax, linkTitleMax, linkUrlMax } from '../incident/link.ts';
import { type Refusal, refuse } from '../incident/refusal.ts';
import { spansOf } from '../text/addresses.ts';
import { clip, oneLine, plainText } from '../text/text.ts';
import type { Decision } from './decision.ts';

/** Adds a link to the incident, each URL once, with or without a title; a title that is a URL would hide where it leads. */
export function addLink(
  incident: Incident,
  { url: typed, title: called }: Extract<Command, { type: 'add_link' }>,
): Decision {
  const url = webAddress(typed);
  if (typeof url !== 'string') return url;
  const title = called && plainText(oneLine(called));
  const long =
    tooLong(plainText(url), linkUrlMax, 'The link', 'link') ??
    tooLong(title, linkTitleMax, 'The title of the link', 'title');
  if (long) return long;
  const another = spansOf(title ?? '').find(({ kind }) => kind === 'address');
  if (another)
    return refuse(
      `The title has a link too: "${clip(another.text, 60)}". Nothing was changed. Add them one at a time.`,
      'title',
    );
  const known = incident.links.get(url);
  const name = incidentName(incident.id);
  if (known)
    return refuse(`${name} already has that link, as "${linkLabel(known)}". Nothing was changed.`, 'link');
  if (incident.links.size >= linksMax)
    return refuse(
      `${name} already has ${linksMax} links. Nothing was changed. Put this one in a note.`,
      'link',
    );
  return [{ type: 'link_added', url, title: title || null }];
}

/** The URL as a browser writes it, so that one page is one link; or why it can't be a link for everyone. */
function webAddress(typed: string): string | Refusal {
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    return refuse(
      `A link starts with https:// or http://, and "${clip(typed, 60)}" doesn't. Nothing was changed.`,
      'link',
    );
  if (url.username !== '' || url.password !== '' || plainText(url.href) !== url.href)
    return refuse(
      'That link contains a login or a secret. Nothing was changed. Remove it and try again.',
      'link',
    );
  return url.href.replaceAll('|', '%7C');
}
