import type { Canvas, CanvasSection, Channel } from '../model.ts';
import { isListItem, markdownBlocks } from '../text/canvas-markdown.ts';
import type { WorkspaceState } from '../workspace-state.ts';

/** The blocks of a Markdown text, each a section of its own. */
export const sectionsOf = (state: WorkspaceState, markdown: string): CanvasSection[] =>
  markdownBlocks(markdown).map((block) => ({ id: sectionId(state), markdown: block }));

/** The same sections with other ids: Slack's hold until the next edit. */
export const renumbered = (state: WorkspaceState, sections: readonly CanvasSection[]): CanvasSection[] =>
  sections.map(({ markdown }) => ({ id: sectionId(state), markdown }));

const sectionId = (state: WorkspaceState): string => `temp:C:${state.team.ids.secret('section')}`;

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
  sections
    .map(({ markdown }, i) => {
      const before = sections[i - 1]?.markdown ?? '';
      const gap = isListItem(markdown) && isListItem(before) ? '\n' : '\n\n';
      return i === 0 ? markdown : `${gap}${markdown}`;
    })
    .join('');
