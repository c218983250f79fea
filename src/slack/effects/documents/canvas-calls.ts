import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { type CanvasId, type ChannelId, canvasIdSchema } from '../../../domain/incident/ids.ts';
import { type BlockProbe, probeFor } from '../../../domain/records/canvas/block-probe.ts';
import type { CanvasEdit } from '../../../domain/records/canvas/canvas-edits.ts';
import { type Block, blocksOf } from '../../../domain/records/canvas/canvas-text.ts';
import { CanvasDiffers, slackError } from '../../api/failures.ts';

/** Calls about the canvas in a channel's tab (Slack: docs.slack.dev, "Canvases"). */

const canvasFile = z.object({ file_id: canvasIdSchema });
const tab = z.object({ data: canvasFile }).nullable().catch(null);
const tabs = z.array(tab).catch([]);
const infoSchema = z.object({
  channel: z.object({
    is_archived: z.boolean().default(false),
    properties: z
      .object({ canvas: canvasFile.nullable().catch(null), tabs: tabs.default([]), tabz: tabs.default([]) })
      .partial()
      .default({}),
  }),
});

/** What Slack says of a channel: whether it's archived, and its canvases, which it lists in one of several places. */
export async function canvasesIn(
  client: WebClient,
  channel: ChannelId,
): Promise<{ readonly isArchived: boolean; readonly canvases: readonly CanvasId[] }> {
  const { is_archived, properties } = infoSchema.parse(await client.conversations.info({ channel })).channel;
  const listed = [...(properties.tabs ?? []), ...(properties.tabz ?? [])].flatMap((one) => one?.data ?? []);
  const files = [...(properties.canvas ? [properties.canvas] : []), ...listed];
  return { isArchived: is_archived, canvases: [...new Set(files.map(({ file_id }) => file_id))] };
}

/** Errors about a canvas that isn't there any more. */
const gone: ReadonlySet<string> = new Set(['canvas_not_found', 'canvas_deleted']);

/** Whether Slack says that a canvas isn't there any more. */
export const isGone = (error: unknown): boolean => gone.has(slackError(error) ?? '');

const createdSchema = z.object({ canvas_id: canvasIdSchema });

/** Gives a channel its canvas; returns the ID. */
export async function createCanvas(
  client: WebClient,
  {
    channel,
    title,
    markdown,
  }: { readonly channel: ChannelId; readonly title: string; readonly markdown: string },
): Promise<CanvasId> {
  const document_content = { type: 'markdown', markdown } as const;
  const answer = await client.conversations.canvases.create({ channel_id: channel, title, document_content });
  return createdSchema.parse(answer).canvas_id;
}

const contentSchema = z.object({ content: z.string() });

/** Returns what stands in a canvas; null if this Slack can't say. web-api has no function for the method yet. */
export async function readCanvas(client: WebClient, canvas_id: CanvasId): Promise<Block[] | null> {
  try {
    const answer = await client.apiCall('canvases.getContent', { canvas_id, content_type: 'markdown' });
    return blocksOf(contentSchema.parse(answer).content);
  } catch (error) {
    if (slackError(error) === 'unknown_method') return null;
    throw error;
  }
}

const sectionsSchema = z.object({ sections: z.array(z.object({ id: z.string() })) });

/** The blocks of a canvas with these words, by the IDs that they have until the next edit. */
export async function lookUp(
  client: WebClient,
  canvas_id: CanvasId,
  { words, heading }: Pick<BlockProbe, 'words' | 'heading'>,
): Promise<readonly string[]> {
  const answer = await client.canvases.sections.lookup({
    canvas_id,
    criteria: { contains_text: words, ...(heading && { section_types: ['any_header'] }) },
  });
  return sectionsSchema.parse(answer).sections.map(({ id }) => id);
}

/** Makes an edit of a canvas with these blocks. Throws CanvasDiffers if Slack doesn't find the block that it's about. */
export async function editCanvas(
  client: WebClient,
  canvas_id: CanvasId,
  { shown, edit }: { readonly shown: readonly Block[]; readonly edit: CanvasEdit },
): Promise<void> {
  if (edit.operation === 'insert_at_start') {
    const { operation, markdown } = edit;
    await client.canvases.edit({ canvas_id, changes: [{ operation, document_content: written(markdown) }] });
    return;
  }
  const section_id = await idOf(client, canvas_id, probeFor(shown, edit.at));
  if (edit.operation === 'delete')
    await client.canvases.edit({ canvas_id, changes: [{ operation: 'delete', section_id }] });
  else {
    const { operation, markdown } = edit;
    const document_content = written(markdown);
    await client.canvases.edit({ canvas_id, changes: [{ operation, section_id, document_content }] });
  }
}

/** Replaces everything in a canvas. */
export async function overwriteCanvas(
  client: WebClient,
  canvas_id: CanvasId,
  markdown: string,
): Promise<void> {
  await client.canvases.edit({
    canvas_id,
    changes: [{ operation: 'replace', document_content: written(markdown) }],
  });
}

const written = (markdown: string) => ({ type: 'markdown', markdown }) as const;

async function idOf(client: WebClient, canvas: CanvasId, probe: BlockProbe | null): Promise<string> {
  const ids = probe ? await lookUp(client, canvas, probe) : [];
  const id = probe && ids.length === probe.of ? ids[probe.nth] : undefined;
  if (id === undefined) throw new CanvasDiffers('blocks');
  return id;
}
