import { z } from 'zod';
import { invalidArguments, SlackError } from '../../errors.ts';
import type { Canvas, CanvasSection, Channel } from '../../model.ts';
import { canvasText, makeCanvas, renumbered, sectionsOf } from '../../mutations/canvases.ts';
import { blockText, headingLevel, unsupportedIn } from '../../text/canvas-markdown.ts';
import { withEmojiNames } from '../../text/emoji-names.ts';
import type { WorkspaceState } from '../../workspace-state.ts';
import { structured, text, word } from '../args.ts';
import { isVisible, joinedChannel, mustBeOpen } from '../find.ts';
import { type Method, method } from '../method.ts';

/** Slack: "limited to 1 MiB (1,048,576 characters)". */
const longest = 1_048_576;
const content = z.object({ type: z.literal('markdown'), markdown: z.string().max(longest) });

const change = z.discriminatedUnion('operation', [
  z.object({ operation: z.literal('insert_at_start'), document_content: content }),
  z.object({ operation: z.literal('insert_at_end'), document_content: content }),
  z.object({ operation: z.literal('insert_after'), section_id: z.string(), document_content: content }),
  z.object({ operation: z.literal('insert_before'), section_id: z.string(), document_content: content }),
  z.object({
    operation: z.literal('replace'),
    section_id: z.string().optional(),
    document_content: content,
  }),
  z.object({ operation: z.literal('delete'), section_id: z.string() }),
  z.object({ operation: z.literal('rename'), title_content: content }),
]);
type Change = z.infer<typeof change>;

const header = z.enum(['any_header', 'h1', 'h2', 'h3']);
const criteria = z
  .object({ section_types: z.array(header).min(1).max(3).optional(), contains_text: z.string().optional() })
  .refine(({ section_types, contains_text }) => section_types !== undefined || contains_text !== undefined);

/** Slack: one change in a call. */
const oneChange = 1;

/** The canvas in a channel's tab. */
export const canvasMethods: readonly Method[] = [
  method('conversations.canvases.create', {
    rate: 'tier2',
    scopes: ['canvases:write'],
    args: {
      channel_id: word,
      document_content: z.optional(structured.pipe(content)),
      title: z.optional(text),
    },
    missing: { channel_id: 'channel_not_found' },
    run: (state, args) => {
      state.rules.mustAllow('canvases');
      state.rules.mustAllow('canvases_on_this_plan');
      const channel = joinedChannel(state, args.channel_id);
      mustBeOpen(channel);
      if (channel.canvas !== null) throw new SlackError('channel_canvas_already_exists');
      const markdown = args.document_content?.markdown ?? '';
      mustBeShowable(markdown, 'canvas_creation_failed');
      const canvas = makeCanvas(state, channel, {
        by: state.settings.botUserId,
        title: args.title ?? channel.name,
        markdown,
      });
      return { canvas_id: canvas.id };
    },
  }),
  method('canvases.edit', {
    rate: 'tier3',
    scopes: ['canvases:write'],
    args: { canvas_id: word, changes: structured.pipe(z.array(change).min(1)) },
    missing: { canvas_id: 'canvas_not_found' },
    run: (state, args) => {
      state.rules.mustAllow('canvases');
      const canvas = canvasWith(state, args.canvas_id);
      if (args.changes.length > oneChange)
        throw invalidArguments(`no more than ${oneChange} items allowed [json-pointer:/changes]`);
      state.rules.mustAllow('changing_canvases');
      for (const one of args.changes) apply(state, canvas, one);
      return {};
    },
  }),
  method('canvases.sections.lookup', {
    rate: 'tier3',
    scopes: ['canvases:read'],
    args: { canvas_id: word, criteria: structured.pipe(criteria) },
    missing: { canvas_id: 'canvas_not_found' },
    run: (state, args) => {
      state.rules.mustAllow('canvases');
      const { section_types: types, contains_text: words } = args.criteria;
      const sections = canvasWith(state, args.canvas_id).sections.filter(
        ({ markdown }) =>
          (types === undefined || types.some((type) => isHeader(markdown, type))) &&
          (words === undefined || blockText(withEmojiNames(markdown)).includes(words)),
      );
      return { sections: sections.map(({ id }) => ({ id })) };
    },
  }),
  method('canvases.getContent', {
    rate: 'tier3',
    scopes: ['canvases:read'],
    args: { canvas_id: word, content_type: z.literal('markdown').optional() },
    missing: { canvas_id: 'canvas_not_found' },
    run: (state, args) => {
      state.rules.mustAllow('canvases');
      return { content: withEmojiNames(canvasText(canvasWith(state, args.canvas_id))) };
    },
  }),
];

function isHeader(markdown: string, type: z.infer<typeof header>): boolean {
  const level = headingLevel(markdown);
  return type === 'any_header' ? level > 0 : level === Number(type.slice(1));
}

/** Throws `error` for what no canvas has: a heading below the third level, or lists of two kinds in each other. */
function mustBeShowable(markdown: string, error: 'canvas_creation_failed' | 'canvas_editing_failed'): void {
  const detail = unsupportedIn(markdown);
  if (detail !== null) throw new SlackError(error, { detail });
}

function canvasWith(state: WorkspaceState, id: string): Canvas {
  const channel = [...state.team.channels.values()].find((one: Channel) => one.canvas?.id === id);
  if (!channel?.canvas || !isVisible(state, channel)) throw new SlackError('canvas_not_found');
  return channel.canvas;
}

function apply(state: WorkspaceState, canvas: Canvas, made: Change): void {
  if (made.operation === 'rename') {
    canvas.title = made.title_content.markdown;
    return;
  }
  const markdown = made.operation === 'delete' ? '' : made.document_content.markdown;
  mustBeShowable(markdown, 'canvas_editing_failed');
  canvas.sections = renumbered(state, changed(canvas.sections, made, sectionsOf(state, markdown)));
}

function changed(
  all: readonly CanvasSection[],
  made: Exclude<Change, { operation: 'rename' }>,
  added: readonly CanvasSection[],
): CanvasSection[] {
  if (made.operation === 'insert_at_start') return [...added, ...all];
  if (made.operation === 'insert_at_end') return [...all, ...added];
  if (made.section_id === undefined) return [...added];
  const place = all.findIndex(({ id }) => id === made.section_id);
  if (place === -1) throw new SlackError('canvas_editing_failed');
  const [before, after] = [all.slice(0, place), all.slice(place + 1)];
  const one = all.slice(place, place + 1);
  switch (made.operation) {
    case 'insert_before':
      return [...before, ...added, ...one, ...after];
    case 'insert_after':
      return [...before, ...one, ...added, ...after];
    case 'replace':
    case 'delete':
      return [...before, ...added, ...after];
  }
}
