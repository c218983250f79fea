import type { Canvas, CanvasSection, Channel } from '../model.ts';
import type { WorkspaceState } from '../workspace-state.ts';

/** The blocks of a Markdown text, each a section of its own: headings, and what stands between empty lines. */
export function sectionsOf(state: WorkspaceState, markdown: string): CanvasSection[] {
  const blocks: string[][] = [[]];
  for (const line of markdown.split(/\r?\n/u)) {
    const isHeading = headingLevel(line) > 0;
    if (isHeading || line.trim() === '') blocks.push([]);
    if (line.trim() !== '') blocks.at(-1)?.push(line);
    if (isHeading) blocks.push([]);
  }
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => ({ id: `temp:C:${state.team.ids.secret('section')}`, markdown: lines.join('\n') }));
}

/** The level of the heading that a Markdown text begins with, 1 to 6; 0 if it begins with none. */
export const headingLevel = (markdown: string): number =>
  /^ {0,3}(#{1,6})\s/u.exec(markdown)?.[1]?.length ?? 0;

/** Gives a channel its canvas. */
export function makeCanvas(
  state: WorkspaceState,
  channel: Channel,
  made: { readonly by: string; readonly title: string; readonly markdown: string },
): Canvas {
  const { by, title, markdown } = made;
  const canvas = { id: state.team.ids.next('F'), by, title, sections: sectionsOf(state, markdown) };
  channel.canvas = canvas;
  return canvas;
}

/** A canvas as Markdown. */
export const canvasText = ({ sections }: Canvas): string =>
  sections.map(({ markdown }) => markdown).join('\n\n');
