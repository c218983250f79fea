import { clip, type PlainText } from '../text/text.ts';
import { type IncidentId, incidentName } from './ids.ts';

/** A link that people gave to an incident: its address as a browser writes it; the title is null where nobody gave one. */
export type Link = { readonly url: string; readonly title: PlainText | null };

/** The longest address and title, in code points: what a line of the headline and a bookmark have room for. */
export const linkUrlMax = 1_000;
export const linkTitleMax = 100;

/** The most links of one incident: more would not be found again. */
export const linksMax = 20;

/** What a link reads: its title, else its address without the scheme. */
export const linkLabel = ({ url, title }: Link): string =>
  title ?? clip(url.replace(/^https?:\/\//, '').replace(/\/$/, ''), linkTitleMax);

/** The address of an incident's call, from a template with `{id}`; null where none is set. */
export const callLink = (template: string | null, id: IncidentId): string | null =>
  template?.replaceAll('{id}', incidentName(id)) ?? null;
