import type { CanvasSection } from './canvas-document.ts';
import { blockOf } from './canvas-text.ts';

/** Whether a section is the one at the top, whose heading changes with the incident's type. */
const isTop = ({ heading }: CanvasSection): boolean => blockOf(heading).level < 3;

/** The same section as the bot may have written it earlier, in all its versions. */
export const versionsOf = (former: readonly CanvasSection[], section: CanvasSection): CanvasSection[] =>
  former.filter((one) => one.heading === section.heading || (isTop(one) && isTop(section)));

/** The sections that can be removed for good: the one at the top only if no section is wanted any more. */
export const removableFrom = (
  former: readonly CanvasSection[],
  wanted: readonly CanvasSection[],
): readonly CanvasSection[] => (wanted.length > 0 ? former.filter((one) => !isTop(one)) : former);

/** The headings of sections, each once. */
export const headingsIn = (sections: readonly CanvasSection[]): string[] => [
  ...new Set(sections.map(({ heading }) => heading)),
];
