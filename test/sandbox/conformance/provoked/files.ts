import { request } from 'undici';
import type { Forbidden } from '../../../../packages/slack-sandbox/slack/admin-policies.ts';
import { type Bench, incidents, nowhere, type Provoked, random } from '../bench.ts';

type Provocations = Readonly<Record<string, Provoked>>;

const file = { filename: 'postmortem.md', length: 3 };

const forbidden =
  (what: Forbidden): Provoked =>
  async ({ ask, workspace }) => {
    workspace.rules.forbid(what);
    await ask(file);
  };

/** How the errors of `files.getUploadURLExternal` are brought about. */
export const getUploadUrl: Provocations = {
  alt_txt_too_large: ({ ask }) => ask({ ...file, alt_txt: 'x'.repeat(1_001) }),
  file_type_not_allowed: forbidden('text_files'),
  file_upload_size_restricted: ({ ask }) => ask({ ...file, length: 1_000_000_001 }),
  file_uploads_disabled: forbidden('uploads'),
  file_uploads_except_images_disabled: forbidden('uploads_except_images'),
  missing_argument: ({ ask }) => ask({ filename: 'postmortem.md' }),
  snippet_too_large: ({ ask }) => ask({ filename: 'a.py', length: 1_000_001, snippet_type: 'python' }),
  storage_limit_reached: forbidden('more_storage'),
  unknown_snippet_type: ({ ask }) => ask({ ...file, snippet_type: 'klingon' }),
};

async function uploaded({ client }: Bench): Promise<{ files: { id: string }[]; channel_id: string }> {
  const { upload_url = '', file_id = '' } = await client.files.getUploadURLExternal(file);
  await request(upload_url, { method: 'POST', body: 'abc' });
  return { files: [{ id: file_id }], channel_id: incidents };
}

const forbiddenAfterwards =
  (what: Forbidden): Provoked =>
  async (bench) => {
    const args = await uploaded(bench);
    bench.workspace.rules.forbid(what);
    await bench.ask(args);
  };

/** How the errors of `files.completeUploadExternal` are brought about. */
export const completeUpload: Provocations = {
  channel_not_found: async (bench) => bench.ask({ ...(await uploaded(bench)), channel_id: nowhere }),
  file_not_found: ({ ask }) => ask({ files: [{ id: 'F0NOWHERE' }], channel_id: incidents }),
  file_type_not_allowed: forbiddenAfterwards('text_files'),
  file_uploads_except_images_disabled: forbiddenAfterwards('uploads_except_images'),
  invalid_channel: async (bench) => bench.ask({ ...(await uploaded(bench)), channel_id: 'incidents' }),
  not_in_channel: async (bench) => bench.ask({ ...(await uploaded(bench)), channel_id: random }),
};

/** How the errors of `files.delete` are brought about. */
export const remove: Provocations = {
  cant_delete_file: ({ ask, workspace }) => {
    workspace.person('alice').upload('incidents', 'gateway.log', '503');
    return ask({ file: workspace.channel('incidents').files.at(-1)?.id });
  },
  file_deleted: async (bench) => {
    const { files } = await uploaded(bench);
    await bench.client.files.completeUploadExternal({ files: [{ id: String(files[0]?.id) }] });
    const ask = { file: String(files[0]?.id) };
    await bench.client.files.delete(ask);
    await bench.ask(ask);
  },
  file_not_found: ({ ask }) => ask({ file: 'F0NOWHERE' }),
};
