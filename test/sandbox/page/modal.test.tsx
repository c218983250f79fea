import { expect, it } from 'vitest';
import { ModalDialog } from '../../../packages/slack-sandbox/page/modal/ModalDialog.tsx';
import type { ShownView } from '../../../packages/slack-sandbox/server/screen.ts';
import { draw } from './support/draw.tsx';

const view: ShownView = {
  id: 'V1',
  definition: {
    type: 'modal',
    title: { type: 'plain_text', text: 'Declare' },
    submit: { type: 'plain_text', text: 'Send it' },
    close: { type: 'plain_text', text: 'Never mind' },
  },
  blocks: [
    {
      type: 'input',
      block_id: 'title',
      label: { type: 'plain_text', text: 'Title' },
      element: { type: 'plain_text_input', action_id: 'v' },
    },
  ],
  values: { title: { v: { type: 'plain_text_input', value: 'kept' } } },
  errors: { title: 'Too short.' },
  depth: 1,
};
const buttons = (shown: ShownView) => {
  const html = draw(<ModalDialog view={shown} />);
  return [...html.matchAll(/<button[^>]*>(.*?)<\/button>/g)].map(([, inner = '']) =>
    inner.replaceAll(/<[^>]+>/g, ''),
  );
};

it("A modal on the page has the app's words on its buttons", () => {
  expect(buttons(view)).toEqual(['Dismiss', 'Never mind', 'Send it']);
});

it('A modal above another one leads back to it', () => {
  const html = draw(<ModalDialog view={{ ...view, depth: 2 }} />);
  expect(html).toContain('2 of 3 open');
  expect(buttons({ ...view, depth: 2 })).toEqual(['Back', 'Never mind', 'Send it']);
});

it('A modal without a submit button can only be closed', () => {
  const { title = null } = view.definition;
  expect(buttons({ ...view, definition: { type: 'modal', title } })).toEqual(['Dismiss', 'Close']);
});

it('A modal that was refused keeps its entries and shows the errors beside them', () => {
  const html = draw(<ModalDialog view={view} />);
  expect(html).toContain('value="kept"');
  expect(html).toContain('Too short.');
});
