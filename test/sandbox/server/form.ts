import { z } from 'zod';
import type { Opened } from './open-server.ts';

/** Plain text of Block Kit. */
export const text = (words: string) => ({ type: 'plain_text' as const, text: words });

/** A choice, by what people see and by what the app hears. */
export const option = (label: string, value: string) => ({ text: text(label), value });

/** A form as an app opens it, with a field of each kind that these tests fill in. */
export const modal = {
  type: 'modal' as const,
  callback_id: 'form',
  title: text('Form'),
  submit: text('Send'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: text('Name'),
      element: { type: 'plain_text_input' as const, action_id: 'value' },
    },
    {
      type: 'input' as const,
      block_id: 'level',
      label: text('Level'),
      optional: true,
      // The label of each is the value of the other.
      element: {
        type: 'static_select' as const,
        action_id: 'value',
        options: [option('1', '2'), option('2', '1')],
      },
    },
  ],
};

/** A button. */
export const button = { type: 'button' as const, action_id: 'yes', text: text('Yes') };

/** A message with something to press and something to choose. */
export const question = {
  channel: 'C000RANDOM1',
  text: 'Ready?',
  blocks: [
    {
      type: 'actions' as const,
      block_id: 'answers',
      elements: [
        button,
        { type: 'static_select' as const, action_id: 'pick', options: [option('A', 'a'), option('B', 'b')] },
      ],
    },
  ],
};

/** Posts the question, or with other blocks another one; says which message it is. */
export async function postQuestion(
  { workspace }: Pick<Opened, 'workspace'>,
  blocks: readonly object[] = question.blocks,
): Promise<{ channel: string; ts: string }> {
  const response = await fetch(`${workspace.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${workspace.botToken}`,
      'content-type': 'application/json; charset=utf-8',
    },
    body: JSON.stringify({ ...question, blocks }),
  });
  return z.object({ channel: z.string(), ts: z.string() }).parse(await response.json());
}
