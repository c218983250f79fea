import { request } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Connected, connect, errorOf } from '../support/client.ts';

const channel_id = 'C0INCIDENTS';
let connected: Connected;

beforeEach(async () => {
  connected = await connect({ rateLimits: false });
});

afterEach(() => connected.workspace.stop());

test('filesUploadV2 shares a file with its comment in the channel', async () => {
  const { client, workspace } = connected;
  await client.filesUploadV2({
    channel_id,
    filename: 'postmortem-INC-1.md',
    title: 'Postmortem',
    content: '## Incident: ümläut',
    initial_comment: 'The postmortem of INC-1',
  });
  const [message] = workspace.channel('incidents').messages;
  expect(message).toMatchObject({ text: 'The postmortem of INC-1', subtype: 'file_share' });
  expect(message?.files).toEqual([
    expect.objectContaining({
      name: 'postmortem-INC-1.md',
      title: 'Postmortem',
      content: '## Incident: ümläut',
    }),
  ]);
});

test('Several files can be shared in one message in a thread', async () => {
  const { client, workspace } = connected;
  const parent = workspace.person('alice').post('incidents', 'parent');
  await client.filesUploadV2({
    channel_id,
    thread_ts: parent.ts,
    file_uploads: [
      { filename: 'a.txt', content: 'a' },
      { filename: 'b.txt', content: 'b' },
    ],
  });
  const [reply] = workspace.channel('incidents').thread(parent.ts);
  expect(reply?.files.map((file) => file.name)).toEqual(['a.txt', 'b.txt']);
});

test("A file's content can be posted as the raw body, and is served to the bot", async () => {
  const { client, workspace } = connected;
  const { upload_url, file_id } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
  const sent = await request(String(upload_url), { method: 'POST', body: 'abc' });
  expect(sent.statusCode).toBe(200);
  await client.files.completeUploadExternal({ files: [{ id: String(file_id) }], channel_id });
  const { file } = await client.files.info({ file: String(file_id) });
  const address = String(file?.url_private);
  const authorization = `Bearer ${workspace.botToken}`;
  expect(await (await request(address, { headers: { authorization } })).body.text()).toBe('abc');
  expect((await request(address)).statusCode).toBe(403);
});

test('An upload of another length than announced is refused', async () => {
  const { upload_url } = await connected.client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
  expect((await request(String(upload_url), { method: 'POST', body: 'abcd' })).statusCode).toBe(400);
});

test("A file that wasn't uploaded cannot be completed or shown", async () => {
  const { client } = connected;
  const { file_id } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
  const files: [{ id: string }] = [{ id: String(file_id) }];
  expect(await errorOf(client.files.completeUploadExternal({ files, channel_id }))).toBe('file_not_found');
  expect(await errorOf(client.files.info({ file: String(file_id) }))).toBe('file_not_found');
});

test.each([
  ['C00GENERAL1', 'not_in_channel'],
  ['C0NOWHERE', 'channel_not_found'],
  ['U00000ALICE', 'invalid_channel'],
])('Sharing a file to %s is refused with %s', async (wrong, error) => {
  const { client } = connected;
  expect(await errorOf(client.filesUploadV2({ channel_id: wrong, filename: 'a.txt', content: 'a' }))).toBe(
    error,
  );
});

test('An empty file and one above 1 GB get no upload URL', async () => {
  const ask = (length: number) =>
    errorOf(connected.client.files.getUploadURLExternal({ filename: 'a.txt', length }));
  expect(await ask(0)).toBe('invalid_arguments');
  expect(await ask(1_000_000_001)).toBe('file_upload_size_restricted');
});
