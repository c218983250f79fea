import type { Json, JsonObject } from '../../../slack/json.ts';
import { isObject } from '../../read.ts';

/** A view or message to edit: what it is, and its JSON as Slack takes it. */
export type Editable = { readonly what: 'message' | 'modal' | 'home'; readonly json: JsonObject };

/** The view or message in a call's arguments; null if they contain none. */
export function editableIn(args: Json): Editable | null {
  if (!isObject(args)) return null;
  const { view, text, blocks, attachments } = args;
  if (isObject(view)) return { what: view.type === 'home' ? 'home' : 'modal', json: view };
  if (!Array.isArray(blocks) && !Array.isArray(attachments)) return null;
  return {
    what: 'message',
    json: {
      ...(typeof text === 'string' && { text }),
      ...(Array.isArray(blocks) && { blocks }),
      ...(Array.isArray(attachments) && { attachments }),
    },
  };
}
