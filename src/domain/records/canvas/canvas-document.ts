import { type IncidentId, incidentName } from '../../incident/ids.ts';
import { markdownLine } from '../../text/markdown.ts';
import { factText } from '../postmortem.ts';
import type { Body, Postmortem } from '../postmortem-content.ts';
import { blocksOfLines, bytesOf, canvasLines } from './canvas-lines.ts';

/**
 * A section of a canvas in markdown: its heading line, and its text in blocks. A block is what Slack calls a section: it's
 * found and edited as a whole.
 */
export type CanvasSection = { readonly heading: string; readonly blocks: readonly string[] };

/** How long the text of a section gets, in bytes: the file has the rest. */
const sectionMax = 60_000;

/** The words by which a canvas is recognized as this incident's, in plain text. */
export const keptFrom = (id: IncidentId): string => `from the record of ${incidentName(id)}.`;

/** What people read at the top of a canvas. */
const keeper = (id: IncidentId): string =>
  `*The incident bot keeps these sections up to date ${keptFrom(id)} To correct them, click Edit postmortem. Your own sections stay.*`;

/**
 * A postmortem as the sections of a canvas. Lists are lines with a bullet: Slack can neither tick an item of a real list
 * nor put one between two others.
 */
export function canvasDocument(
  { title, facts, draft, sections }: Postmortem,
  id: IncidentId,
): CanvasSection[] {
  const top = facts.map(({ label, value }) => `**${label}:** ${factText(value)}`);
  return [
    {
      heading: `## ${markdownLine(title)}`,
      blocks: [keeper(id), ...blocksOfLines(top), ...(draft ? [`*${markdownLine(draft)}*`] : [])],
    },
    ...sections.map(({ heading, body }) => ({
      heading: `### ${heading}`,
      blocks: blocksOfLines(linesOf(body)),
    })),
  ];
}

/** A section as one piece of markdown. */
export const canvasMarkdown = ({ heading, blocks }: CanvasSection): string =>
  [heading, ...blocks].join('\n\n');

function linesOf(body: Body): string[] {
  switch (body.kind) {
    case 'text': {
      const lines = body.text.split('\n').flatMap((line) => canvasLines({ text: line }));
      return [...lines, ...(body.remark ? ['', `*${markdownLine(body.remark)}*`] : [])];
    }
    case 'list':
      return capped(body.entries.map((entry) => canvasLines({ ...entry, bullet: '• ' })));
    case 'tasks':
      return capped(
        body.entries.map((entry) => canvasLines({ ...entry, bullet: entry.ticked ? '☑ ' : '☐ ' })),
      );
  }
}

/** The lines of the first entries, and how many more there are. */
function capped(entries: readonly string[][]): string[] {
  let length = 0;
  const over = entries.findIndex((lines) => {
    length += bytesOf(lines.join('\n'));
    return length > sectionMax;
  });
  return over === -1
    ? entries.flat()
    : [...entries.slice(0, over).flat(), '', `*… and ${entries.length - over} more in the file.*`];
}
