import { isSame } from '../decide/corrections/says-anew.ts';
import { fold } from '../evolve/evolve.ts';
import type { IncidentEvent, Recorded } from '../incident/events/events.ts';
import { type DisplayName, incidentName } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import { markdownBlock, markdownLine, markdownLink } from '../text/markdown.ts';
import { type DuplicateRecords, duplicatesAsOf, noDuplicates } from './duplicates.ts';
import {
  type Body,
  type FirstIds,
  type Postmortem,
  type PostmortemLine,
  postmortemContent,
} from './postmortem-content.ts';

/** The file name under which a postmortem is posted. */
export const postmortemFile = ({ id }: Pick<Incident, 'id'>): string => `postmortem-${incidentName(id)}.md`;

/**
 * What has changed since the postmortem was last posted, by its labels and headings; empty if it never was. `former`:
 * the records of incidents that were duplicates then but aren't now.
 */
export function changedSince(
  events: readonly Recorded[],
  name: DisplayName,
  duplicates: DuplicateRecords = noDuplicates,
  former: DuplicateRecords = noDuplicates,
): string[] {
  const posted = events.findLastIndex(({ event }) => event.type === 'postmortem_posted');
  const last = events[posted];
  const then = duplicatesAsOf([...duplicates, ...former], last?.at ?? 0);
  const before = partsOf(events.slice(0, shownIn(last?.event)), name, then);
  if (before.size === 0) return [];
  const now = partsOf(events, name, duplicates);
  return [...new Set([...now.keys(), ...before.keys()])].filter(
    (part) => !isSame(now.get(part), before.get(part)),
  );
}

/** How many events a posted file is certain to show. */
const shownIn = (event: IncidentEvent | undefined): number =>
  event?.type === 'postmortem_posted' ? (event.asOf ?? event.of) : 0;

function partsOf(
  events: readonly Recorded[],
  name: DisplayName,
  duplicates: DuplicateRecords,
): Map<string, unknown> {
  const incident = fold(events);
  if (!incident) return new Map();
  const { title, facts, sections } = postmortemContent(incident, events, name, duplicates);
  return new Map<string, unknown>([
    ['Type', title],
    ...facts.map(({ label, value }) => [label, value] as const),
    ...sections.map(({ heading, body }) => [heading, body] as const),
  ]);
}

/** The postmortem in markdown, as in the file. Null if the events don't start with `opened`. */
export function postmortem(
  events: readonly Recorded[],
  name: DisplayName,
  duplicates: DuplicateRecords = noDuplicates,
): string | null {
  const incident = fold(events);
  return incident && postmortemMarkdown(postmortemContent(incident, events, name, duplicates));
}

/** A section of a postmortem in markdown, under its heading; what is above the first one has none. */
export type MarkdownSection = { readonly heading: string | null; readonly markdown: string };

/** The sections of a postmortem, in order. Each is made anew whenever the record changes. */
export function postmortemSections({ title, facts, draft, sections }: Postmortem): MarkdownSection[] {
  const section = (heading: string | null, ...made: string[]): MarkdownSection => ({
    heading,
    markdown: [...made, ''].join('\n'),
  });
  return [
    section(
      null,
      `## ${markdownLine(title)}`,
      ...facts.map(({ label, value }) => `**${label}:** ${factText(value)}`),
      ...(draft ? ['', `*${draft}*`] : []),
    ),
    ...sections.map(({ heading, body }) => section(heading, `### ${heading}`, ...lines(body))),
  ];
}

/** A postmortem as markdown: what people typed reads as they typed it. */
export const postmortemMarkdown = (made: Postmortem): string =>
  postmortemSections(made)
    .map(({ markdown }) => markdown)
    .join('\n');

/** The value of a fact in markdown. */
export const factText = (value: string | FirstIds): string =>
  typeof value === 'string' ? value : listed(value);

const listed = ({ ids, more }: FirstIds): string =>
  `[${ids.map(markdownLine).join(', ')}]${more > 0 ? `, ${more} more at the end` : ''}`;

function lines(body: Body): string[] {
  switch (body.kind) {
    case 'text':
      return [markdownBlock(body.text), ...(body.remark ? ['', `*${body.remark}*`] : [])];
    case 'list':
      return body.entries.map((entry) => `- ${line(entry)}`);
    case 'tasks':
      return body.entries.map((entry) => `- [${entry.ticked ? 'x' : ' '}] ${line(entry)}`);
  }
}

const line = ({ text, link }: PostmortemLine): string =>
  `${markdownLine(text)}${link ? ` (${markdownLink('message', link)})` : ''}`;
