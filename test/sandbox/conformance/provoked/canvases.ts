import { type Bench, incidents, type Provocation } from '../bench.ts';

type Provocations = Readonly<Record<string, Provocation>>;

const tooDeep = { type: 'markdown', markdown: '#### Too deep' };

/** The canvas of #incidents, by its ID. */
async function made({ client }: Bench): Promise<string> {
  const { canvas_id } = await client.conversations.canvases.create({ channel_id: incidents });
  return canvas_id ?? '';
}

const inserting = (document_content: object) => [{ operation: 'insert_at_end', document_content }];
const some = inserting({ type: 'markdown', markdown: 'Chats hung' });
const nowhere = { canvas_id: 'F0NOWHERE' };
const criteria = { contains_text: 'Chats' };

/** How the errors of `conversations.canvases.create` are brought about. */
export const create: Provocations = {
  canvas_creation_failed: ({ ask }) => ask({ channel_id: incidents, document_content: tooDeep }),
  async canvas_disabled_user_team({ ask, workspace }) {
    workspace.rules.forbid('canvases');
    await ask({ channel_id: incidents });
  },
  async channel_canvas_already_exists(bench) {
    await made(bench);
    await bench.ask({ channel_id: incidents });
  },
  async team_tier_cannot_create_channel_canvases({ ask, workspace }) {
    workspace.rules.forbid('canvases_on_this_plan');
    await ask({ channel_id: incidents });
  },
};

/** How the errors of `canvases.edit` are brought about. */
export const edit: Provocations = {
  async canvas_disabled_user_team(bench) {
    const canvas_id = await made(bench);
    bench.workspace.rules.forbid('canvases');
    await bench.ask({ canvas_id, changes: some });
  },
  async canvas_editing_failed(bench) {
    await bench.ask({ canvas_id: await made(bench), changes: inserting(tooDeep) });
  },
  canvas_not_found: ({ ask }) => ask({ ...nowhere, changes: some }),
};

/** How the errors of `canvases.sections.lookup` are brought about. */
export const lookUp: Provocations = {
  async canvas_disabled_user_team(bench) {
    const canvas_id = await made(bench);
    bench.workspace.rules.forbid('canvases');
    await bench.ask({ canvas_id, criteria });
  },
  canvas_not_found: ({ ask }) => ask({ ...nowhere, criteria }),
};

/** How the errors of `canvases.getContent` are brought about. */
export const getContent: Provocations = { canvas_not_found: ({ ask }) => ask(nowhere) };
