import { clip, type PlainText } from '../text/text.ts';
import { type IncidentId, incidentName } from './ids.ts';

/** A link that people added to an incident: its URL as a browser writes it; the title is null if nobody gave one. */
export type Link = { readonly url: string; readonly title: PlainText | null };

/** The longest URL and title, in code points: what a line of the headline and a bookmark have room for. */
export const linkUrlMax = 1_000;
export const linkTitleMax = 100;

/** The most links per incident: more wouldn't be found again. */
export const linksMax = 20;

/** A link's label: its title, otherwise its URL without the scheme. */
export const linkLabel = ({ url, title }: Link): string =>
  title ?? clip(url.replace(/^https?:\/\//, '').replace(/\/$/, ''), linkTitleMax);

/** The URL of an incident's call, from a template with `{id}`; null if none is set. */
export const callLink = (template: string | null, id: IncidentId): string | null =>
  template?.replaceAll('{id}', incidentName(id)) ?? null;
