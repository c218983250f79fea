import { blocks } from './blocks.ts';
import { anyObject, codePoints, failure, hasFields, itemsOf, string } from './rules.ts';
import { object } from './shapes.ts';
import { overBudget } from './text-budget.ts';
import { view as viewRule } from './view.ts';

/**
 * Why Slack refuses: its error code, each problem with its JSON pointer, and the same problems as they appear in
 * `response_metadata.messages`. A call that refuses a message returns all three; one that refuses a view returns the
 * code and the messages.
 */
export type Problem = { error: string; errors: string[]; messages: string[] };

const messageBlocks = blocks('message');
const metadataRule = object({ event_type: string({ min: 1 }), event_payload: anyObject });

function problem(error: string, errors: readonly string[] = []): Problem {
  return { error, errors: [...errors], messages: errors.map((fault) => `[ERROR] ${fault}`) };
}

/** Arguments arrive as JSON or, in a form, as JSON text; text that isn't JSON stays as it is. */
function decoded(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? undefined;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function checkBlocks(given: unknown): Problem | null {
  if (given === undefined) return null;
  if (!Array.isArray(given)) return problem('invalid_blocks_format');
  const faults = messageBlocks(given, '/blocks');
  return faults.length > 0 ? problem('invalid_blocks', faults) : null;
}

function checkAttachments(given: unknown): Problem | null {
  if (given === undefined) return null;
  if (!Array.isArray(given)) return problem('invalid_attachments');
  if (given.length > 100) return problem('too_many_attachments');
  const faults = given.flatMap((attachment, index) => {
    const at = `/attachments/${index}`;
    if (!hasFields(attachment)) return [failure('must provide an object', at)];
    return attachment.blocks === undefined ? [] : messageBlocks(attachment.blocks, `${at}/blocks`);
  });
  return faults.length > 0 ? problem('invalid_attachments', faults) : null;
}

/** What no single block can break: one table per message, and the total text of all blocks. */
function checkTogether(blocksOfMessage: readonly unknown[]): Problem | null {
  const tables = blocksOfMessage.filter((block) => hasFields(block) && block.type === 'table');
  if (tables.length > 1) return problem('invalid_attachments', ['only_one_table_allowed']);
  const over = overBudget(blocksOfMessage);
  return over === null ? null : problem('msg_blocks_too_long', [failure(over, '/blocks')]);
}

/**
 * Whether Slack would post this message; null if so. `blocks` and `attachments` are lists, or the JSON text of a form.
 *
 * Refusals: `invalid_blocks`, `invalid_blocks_format` (not a list), `msg_blocks_too_long` (too much text in total),
 * `invalid_attachments` (only the blocks of attachments are checked; also for a second table in the message),
 * `too_many_attachments` (over 100), `no_text` (nothing to show), `invalid_arguments` (a text that isn't a string). A
 * text over 40,000 characters isn't refused: see `truncatedText`.
 */
export function checkMessage(message: {
  text?: unknown;
  blocks?: unknown;
  attachments?: unknown;
}): Problem | null {
  const text = message.text ?? '';
  const given = decoded(message.blocks);
  const attachments = decoded(message.attachments);
  const badText = string()(text, '/text');
  if (badText.length > 0) return problem('invalid_arguments', badText);
  const refusal = checkBlocks(given) ?? checkAttachments(attachments);
  if (refusal) return refusal;
  const attached = itemsOf(attachments).flatMap((item) => (hasFields(item) ? itemsOf(item.blocks) : []));
  const empty = text === '' && itemsOf(given).length + itemsOf(attachments).length === 0;
  return empty ? problem('no_text') : checkTogether([...itemsOf(given), ...attached]);
}

/**
 * Whether Slack would show this modal or App Home view, given as an object or as JSON text; null if so. Pointers start
 * with `/view`.
 *
 * Refusals: `invalid_arguments`, and `view_too_large` above 250 kB (250,000 bytes of JSON).
 */
export function checkView(view: unknown): Problem | null {
  const given = decoded(view);
  const faults = viewRule(given, '/view');
  if (Buffer.byteLength(JSON.stringify(given) ?? '') > 250_000) return problem('view_too_large');
  return faults.length > 0 ? problem('invalid_arguments', faults) : null;
}

/**
 * Whether Slack would accept this message metadata (`event_type`, `event_payload`), given as an object or as JSON text;
 * null if so, and if there is none.
 *
 * Refusals: `invalid_metadata_format`, and `metadata_too_large` above 8,000 characters of JSON. (The number isn't
 * documented; third parties give it. Work objects in `entities` are not emulated.)
 */
export function checkMetadata(metadata: unknown): Problem | null {
  const given = decoded(metadata);
  if (given === undefined) return null;
  const faults = metadataRule(given, '/metadata');
  if (faults.length > 0) return problem('invalid_metadata_format', faults);
  return codePoints(JSON.stringify(given)) > 8000 ? problem('metadata_too_large') : null;
}
