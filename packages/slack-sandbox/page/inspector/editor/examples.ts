import type { Editable } from './editable.ts';

const plain = (text: string) => ({ type: 'plain_text', text });

/** Starting points for the editor: one message, one modal, and one Home tab, each within the limits. */
export const examples: Readonly<Record<Editable['what'], Editable>> = {
  message: {
    what: 'message',
    json: {
      text: 'Deploy 481 is out',
      blocks: [
        { type: 'header', text: plain('Deploy 481 is out') },
        { type: 'section', text: { type: 'mrkdwn', text: 'Errors are at *0.2 %*, as before.' } },
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'keep', text: plain('Keep'), style: 'primary' },
            { type: 'button', action_id: 'roll_back', text: plain('Roll back'), style: 'danger' },
          ],
        },
      ],
    },
  },
  modal: {
    what: 'modal',
    json: {
      type: 'modal',
      title: plain('Post an update'),
      submit: plain('Post'),
      close: plain('Cancel'),
      blocks: [
        {
          type: 'input',
          block_id: 'text',
          label: plain('What customers should know'),
          element: { type: 'plain_text_input', action_id: 'value', multiline: true },
        },
      ],
    },
  },
  home: {
    what: 'home',
    json: {
      type: 'home',
      blocks: [
        { type: 'header', text: plain('Today') },
        { type: 'section', text: { type: 'mrkdwn', text: 'Nothing is open.' } },
      ],
    },
  },
};
