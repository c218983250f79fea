import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorkspace } from '../../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../../packages/slack-sandbox/workspace.ts';
import { clientOf } from '../support/client.ts';

const incidents = 'C0INCIDENTS';
let workspace: Workspace;
let client: ReturnType<typeof clientOf>;

beforeEach(async () => {
  workspace = await startWorkspace({ rateLimits: false });
  client = clientOf(workspace);
});
afterEach(() => workspace.stop());

const written = (markdown: string) => ({ type: 'markdown', markdown }) as const;
const create = async (markdown: string): Promise<string> => {
  const answer = await client.conversations.canvases.create({
    channel_id: incidents,
    document_content: written(markdown),
  });
  return answer.canvas_id ?? '';
};
const shown = () => workspace.channel('incidents').canvas?.markdown;
const sectionsOf = async (
  canvas_id: string,
  criteria: Parameters<typeof client.canvases.sections.lookup>[0]['criteria'],
) =>
  ((await client.canvases.sections.lookup({ canvas_id, criteria })).sections ?? []).map(({ id }) => id ?? '');

describe('a channel canvas', () => {
  test('is made with its text, once, and shown in the channel and by conversations.info', async () => {
    const id = await create('## Incident\n\nChats hung\n- one\n- two');
    expect(shown()).toBe('## Incident\n\nChats hung\n\n- one\n- two');
    expect(workspace.channel('incidents').canvas?.by).toBe('incident_bot');
    const { channel } = await client.conversations.info({ channel: incidents });
    expect(channel).toMatchObject({
      properties: {
        canvas: { file_id: id, is_empty: false },
        tabs: [{ type: 'canvas', data: { file_id: id } }],
      },
    });
    await expect(create('')).rejects.toThrow('channel_canvas_already_exists');
  });

  test('is edited by one change in a call, at its ends, beside a section, and as a whole', async () => {
    const canvas_id = await create('### Summary\nChats hung\n\n### Impact\n- 12');
    const edit = (change: object) =>
      client.apiCall('canvases.edit', { canvas_id, changes: JSON.stringify([change]) });
    await edit({ operation: 'insert_at_start', document_content: written('## Incident') });
    await edit({ operation: 'insert_at_end', document_content: written('### People') });
    const beside = async (operation: string, markdown: string) => {
      const [section_id] = await sectionsOf(canvas_id, { section_types: ['h3'], contains_text: 'Impact' });
      await edit({ operation, section_id, document_content: written(markdown) });
      return section_id;
    };
    const before = await beside('insert_before', '### Root Cause');
    await beside('insert_after', 'Estimated:');
    await beside('replace', '### Effects');
    expect(shown()?.split('\n\n')).toEqual([
      '## Incident',
      '### Summary',
      'Chats hung',
      '### Root Cause',
      '### Effects',
      'Estimated:',
      '- 12',
      '### People',
    ]);
    const [people = ''] = await sectionsOf(canvas_id, { contains_text: 'People' });
    await edit({ operation: 'delete', section_id: people });
    expect(shown()).not.toContain('People');
    await expect(edit({ operation: 'delete', section_id: people })).rejects.toThrow('canvas_editing_failed');
    await expect(edit({ operation: 'delete', section_id: before })).rejects.toThrow('canvas_editing_failed');
    await edit({ operation: 'rename', title_content: written('Postmortem') });
    expect(workspace.channel('incidents').canvas?.title).toBe('Postmortem');
    await edit({ operation: 'replace', document_content: written('Anew') });
    expect(shown()).toBe('Anew');
    const twice = [1, 2].map(() => ({ operation: 'insert_at_end', document_content: written('x') }));
    await expect(
      client.apiCall('canvases.edit', { canvas_id, changes: JSON.stringify(twice) }),
    ).rejects.toThrow('invalid_arguments');
  });

  test('is read as a whole, and has a section for each item of a list', async () => {
    const markdown = '## Two\n\nChats **hung**\n\n- [ ] Warm the *cache*\n- [x] Alert';
    const canvas_id = await create(markdown);
    expect(await client.apiCall('canvases.getContent', { canvas_id })).toMatchObject({ content: markdown });
    expect(await sectionsOf(canvas_id, { contains_text: 'Warm the cache' })).toHaveLength(1);
    expect(await sectionsOf(canvas_id, { contains_text: '**' })).toEqual([]);
  });

  test('finds headings by their level, and sections by their words', async () => {
    const canvas_id = await create('# One\n\n## Two\n\n### Three\n\nTwo words');
    expect(await sectionsOf(canvas_id, { section_types: ['any_header'] })).toHaveLength(3);
    expect(await sectionsOf(canvas_id, { section_types: ['h1', 'h3'] })).toHaveLength(2);
    expect(await sectionsOf(canvas_id, { contains_text: 'Two' })).toHaveLength(2);
  });
});

describe('a canvas that cannot be', () => {
  const insert = (canvas_id: string) =>
    client.canvases.edit({
      canvas_id,
      changes: [{ operation: 'insert_at_end', document_content: written('x') }],
    });
  const lookup = (canvas_id: string) =>
    client.canvases.sections.lookup({ canvas_id, criteria: { contains_text: 'x' } });

  test('is refused where there is no such channel or canvas, and where the bot is not', async () => {
    await expect(client.conversations.canvases.create({ channel_id: 'C0NOWHERE' })).rejects.toThrow(
      'channel_not_found',
    );
    await expect(client.conversations.canvases.create({ channel_id: 'C000RANDOM1' })).rejects.toThrow(
      'not_in_channel',
    );
    await expect(insert('F0NOWHERE')).rejects.toThrow('canvas_not_found');
    await expect(lookup('F0NOWHERE')).rejects.toThrow('canvas_not_found');
  });

  test.each([
    ['canvases', 'canvas_disabled_user_team'],
    ['canvases_on_this_plan', 'team_tier_cannot_create_channel_canvases'],
  ] as const)('is not made where the workspace forbids %s: %s', async (what, error) => {
    workspace.rules.forbid(what);
    await expect(create('x')).rejects.toThrow(error);
    expect(workspace.channel('incidents').canvas).toBeNull();
  });

  test('is neither made nor changed with a heading that no canvas has, or with more than 1 MiB', async () => {
    const refused = async (answer: Promise<unknown>) =>
      answer.then(
        () => 'nothing',
        (error: { readonly data?: unknown }) => error.data,
      );
    const detail = "'content' error: line 3: Unsupported heading depth (4)";
    const deep = 'Chats hung\n\n#### Timeline';
    expect(await refused(create(deep))).toMatchObject({ error: 'canvas_creation_failed', detail });
    const mixed = '- one\n  - [ ] two';
    expect(await refused(create(mixed))).toMatchObject({
      error: 'canvas_creation_failed',
      detail: "'content' error: line 2: Unsupported list type (checklist) within bullet list",
    });
    const canvas_id = await create('Chats hung');
    const edit = (markdown: string) =>
      client.canvases.edit({
        canvas_id,
        changes: [{ operation: 'replace', document_content: written(markdown) }],
      });
    expect(await refused(edit(deep))).toMatchObject({ error: 'canvas_editing_failed', detail });
    expect(await refused(edit('x'.repeat(1_048_577)))).toMatchObject({ error: 'invalid_arguments' });
    expect(shown()).toBe('Chats hung');
    await edit('x'.repeat(1_048_576));
    expect(shown()).toHaveLength(1_048_576);
  });

  test('stays as it is where an edit fails, or canvases were turned off', async () => {
    const canvas_id = await create('Chats hung');
    workspace.rules.forbid('changing_canvases');
    await expect(insert(canvas_id)).rejects.toThrow('canvas_editing_failed');
    workspace.rules.forbid('canvases');
    await expect(insert(canvas_id)).rejects.toThrow('canvas_disabled_user_team');
    await expect(lookup(canvas_id)).rejects.toThrow('canvas_disabled_user_team');
    expect(shown()).toBe('Chats hung');
  });

  test('says its emoji by name, and is looked through without escapes', async () => {
    const canvas_id = await create('🔥 Chats hung\n\n\\[a\\](b) \\\\ c');
    expect(await client.apiCall('canvases.getContent', { canvas_id })).toMatchObject({
      content: ':fire: Chats hung\n\n\\[a\\](b) \\\\ c',
    });
    expect(await sectionsOf(canvas_id, { contains_text: ':fire: Chats' })).toHaveLength(1);
    expect(await sectionsOf(canvas_id, { contains_text: '[a](b) \\ c' })).toHaveLength(1);
  });
});
