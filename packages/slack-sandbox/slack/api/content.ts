import { z } from 'zod';
import { checkMessage, checkMetadata } from '../blockkit/check.ts';
import { truncatedText } from '../blockkit/truncated-text.ts';
import { SlackError } from '../errors.ts';
import { type JsonObject, jsonObject, jsonObjects } from '../json.ts';
import type { Metadata } from '../model.ts';
import { withIds } from '../views/elements.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { structured, text } from './args.ts';
import { missingScope } from './find.ts';

const longestMarkdown = 12_000;

/** The arguments that say what a message contains. */
export const contentArgs = {
  text: z.optional(text),
  markdown_text: z.optional(text),
  blocks: z.optional(structured),
  attachments: z.optional(structured),
  metadata: z.optional(structured),
  username: z.optional(text),
  icon_emoji: z.optional(text),
  icon_url: z.optional(text),
};

type ContentArgs = {
  readonly text?: string | undefined;
  readonly markdown_text?: string | undefined;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
  readonly metadata?: unknown;
  readonly username?: string | undefined;
  readonly icon_emoji?: string | undefined;
  readonly icon_url?: string | undefined;
};

/** What a message contains; a part that wasn't given is null. */
export type Content = {
  readonly text: string | null;
  readonly blocks: JsonObject[] | null;
  readonly attachments: JsonObject[] | null;
  /** `remove` deletes existing metadata (an empty object was given). */
  readonly metadata: Metadata | 'remove' | null;
  readonly truncated: boolean;
};

/** Reads a message's content and refuses it as Slack does: `no_text`, `invalid_blocks`, `msg_too_long`, … */
export function readContent(state: WorkspaceState, args: ContentArgs): Content {
  const { scopes } = state.settings;
  const custom = args.username ?? args.icon_emoji ?? args.icon_url;
  if (custom !== undefined && !scopes.has('chat:write.customize')) {
    throw missingScope(state, ['chat:write.customize']);
  }
  if (args.markdown_text !== undefined && (args.text !== undefined || args.blocks !== undefined)) {
    throw new SlackError('markdown_text_conflict');
  }
  if ((args.markdown_text ?? '').length > longestMarkdown) throw new SlackError('msg_too_long');
  const given = args.text ?? args.markdown_text ?? null;
  const problem = checkMessage({
    text: given ?? undefined,
    blocks: args.blocks,
    attachments: args.attachments,
  });
  if (problem !== null) throw asSlackError(problem);
  const blocks = readList(args.blocks);
  const attachments = readList(args.attachments);
  const cut = given === null ? null : truncatedText(given);
  return {
    text: cut?.text ?? null,
    blocks: blocks === null ? null : withIds(state.team.ids, blocks),
    attachments,
    metadata: readMetadata(args.metadata),
    truncated: cut?.truncated ?? false,
  };
}

/** Throws `no_text` if there is nothing to show. */
export function mustSaySomething(content: Content): void {
  const shown = [content.blocks, content.attachments].some((list) => list !== null && list.length > 0);
  if (!shown && (content.text ?? '').trim() === '') throw new SlackError('no_text');
}

/** A Block Kit problem as the error that Slack returns. */
export function asSlackError(problem: {
  readonly error: string;
  readonly errors: readonly string[];
  readonly messages: readonly string[];
}): SlackError {
  return new SlackError(problem.error, {
    ...(problem.errors.length > 0 ? { errors: [...problem.errors] } : {}),
    ...(problem.messages.length > 0 ? { response_metadata: { messages: [...problem.messages] } } : {}),
  });
}

function readList(value: unknown): JsonObject[] | null {
  if (value === undefined || value === null || value === '') return null;
  const read = jsonObjects.safeParse(value);
  if (!read.success) throw new SlackError('invalid_blocks_format');
  return read.data;
}

const metadataSchema = z.object({ event_type: z.string().min(1), event_payload: jsonObject });

function readMetadata(value: unknown): Content['metadata'] {
  if (value === undefined || value === null || value === '') return null;
  const empty = typeof value === 'object' && Object.keys(value).length === 0;
  if (empty) return 'remove';
  const problem = checkMetadata(value);
  if (problem !== null) throw asSlackError(problem);
  return metadataSchema.parse(value);
}
