import type { Recorded } from './events.ts';
import { fold } from './evolve.ts';
import { incidentName } from './ids.ts';
import type { Incident } from './incident.ts';
import { markdownBlock, markdownLine, markdownLink } from './markdown.ts';
import {
  type Body,
  type Entry,
  type FirstIds,
  type Postmortem,
  postmortemContent,
} from './postmortem-content.ts';
import type { Naming } from './timeline.ts';

/** The file name under which a postmortem is posted. */
export const postmortemFile = ({ id }: Pick<Incident, 'id'>): string => `postmortem-${incidentName(id)}.md`;

/** How often what was written at a close had been corrected when the postmortem of event `of` was owed. */
export const timesCorrected = (events: readonly Recorded[], of: number): number =>
  events
    .filter(({ seq }) => seq <= of)
    .reduce((times, { event }) => {
      if (event.type === 'closed') return 0;
      return event.type === 'review_corrected' ? times + 1 : times;
    }, 0);

/** The postmortem in markdown, as the file has it. Null when the events do not begin with `opened`. */
export function postmortem(events: readonly Recorded[], name: Naming): string | null {
  const incident = fold(events);
  return incident && postmortemMarkdown(postmortemContent(incident, events, name));
}

/** A postmortem as markdown: what people typed reads as they typed it. */
export function postmortemMarkdown({ title, facts, draft, sections }: Postmortem): string {
  return [
    `## ${markdownLine(title)}`,
    ...facts.map(({ label, value }) => `**${label}:** ${typeof value === 'string' ? value : listed(value)}`),
    '',
    ...(draft ? [`*${draft}*`, ''] : []),
    ...sections.flatMap(({ heading, body }) => [`### ${heading}`, ...lines(body), '']),
  ].join('\n');
}

const listed = ({ ids, more }: FirstIds): string =>
  `[${ids.map(markdownLine).join(', ')}]${more > 0 ? `, ${more} more at the end` : ''}`;

function lines(body: Body): string[] {
  switch (body.kind) {
    case 'text':
      return [markdownBlock(body.text), ...(body.remark ? ['', `*${body.remark}*`] : [])];
    case 'list':
      return body.entries.map((entry) => `- ${line(entry)}`);
    case 'tasks':
      return body.entries.map((entry) => `- [ ] ${line(entry)}`);
  }
}

const line = ({ text, link }: Entry): string =>
  `${markdownLine(text)}${link ? ` (${markdownLink('message', link)})` : ''}`;
