import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import type { FileObject } from '../../model.ts';
import { emit } from '../../mutations/emit.ts';
import { shareFiles } from '../../mutations/files.ts';
import { wireFile } from '../../serializers/file.ts';
import { seconds, type World } from '../../world.ts';
import { structured, text, wholeNumber, word } from '../args.ts';
import { visibleChannel } from '../find.ts';
import { type Method, method } from '../method.ts';
import { mustBePostable, threadParent } from './chat.ts';

const largest = 1_000_000_000;
/** Slack: an image's description has at most 1,000 characters, a snippet at most 1 MB. */
const longestAltText = 1_000;
const largestSnippet = 1_000_000;
/** Some of the syntaxes that Slack knows; if an app uses another, add it here. */
const snippetTypes: ReadonlySet<string> = new Set([
  'text',
  'markdown',
  'javascript',
  'python',
  'shell',
  'yaml',
  'csv',
]);

const toComplete = z.array(z.object({ id: z.string(), title: z.optional(z.string()) })).min(1);

/** Uploaded files. */
export const fileMethods: readonly Method[] = [
  method('files.getUploadURLExternal', {
    rate: 'tier4',
    scopes: ['files:write'],
    args: {
      filename: word,
      length: wholeNumber.refine((length) => length > 0),
      alt_txt: z.optional(text),
      snippet_type: z.optional(word),
    },
    missing: { filename: 'missing_argument', length: 'missing_argument' },
    run: (world, args) => {
      world.rules.mustAllow('uploads');
      mustBeOfAllowedType(world, args.filename);
      world.rules.mustAllow('more_storage');
      if (codePoints(args.alt_txt ?? '') > longestAltText) throw new SlackError('alt_txt_too_large');
      if (args.snippet_type !== undefined) checkSnippet(args.snippet_type, args.length);
      if (args.length > largest) throw new SlackError('file_upload_size_restricted');
      const file: FileObject = {
        id: world.team.ids.next('F'),
        name: args.filename,
        title: args.filename,
        description: args.alt_txt ?? '',
        user: world.settings.botUserId,
        created: seconds(world),
        length: args.length,
        uploadKey: world.team.ids.secret('upload'),
        content: Buffer.alloc(0),
        state: 'reserved',
        shares: [],
      };
      world.team.files.set(file.id, file);
      return { upload_url: `${world.baseUrl}/upload/v1/${file.uploadKey}`, file_id: file.id };
    },
  }),
  method('files.completeUploadExternal', {
    rate: 'tier4',
    scopes: ['files:write'],
    args: {
      files: structured.pipe(toComplete),
      channel_id: z.optional(word),
      initial_comment: z.optional(text),
      thread_ts: z.optional(word),
    },
    run: (world, args) => {
      const files = args.files.map(({ id }) => uploaded(world, id));
      for (const { name } of files) mustBeOfAllowedType(world, name);
      const channel = args.channel_id === undefined ? null : shareChannel(world, args.channel_id);
      const threadTs =
        channel === null || args.thread_ts === undefined
          ? null
          : threadParent(world, channel, args.thread_ts).ts;
      for (const [index, file] of files.entries()) {
        file.title = args.files[index]?.title ?? file.name;
        file.state = 'complete';
      }
      if (channel !== null) {
        const options = { comment: args.initial_comment ?? '', threadTs };
        shareFiles(world, channel, world.settings.botUserId, files, options);
      }
      return { files: files.map((file) => wireFile(world.settings, world.baseUrl, file)) };
    },
  }),
  method('files.delete', {
    rate: 'tier3',
    scopes: ['files:write'],
    args: { file: word },
    missing: { file: 'file_not_found' },
    run: (world, args) => {
      const file = completeFile(world, args.file);
      if (file.user !== world.settings.botUserId) throw new SlackError('cant_delete_file');
      file.state = 'deleted';
      file.content = Buffer.alloc(0);
      emit(world, { type: 'file_deleted', file_id: file.id, event_ts: world.timestamps.next() });
      return {};
    },
  }),
  method('files.info', {
    rate: 'tier4',
    scopes: ['files:read'],
    args: { file: word },
    missing: { file: 'file_not_found' },
    run: (world, args) => {
      const file = completeFile(world, args.file);
      return { file: wireFile(world.settings, world.baseUrl, file), comments: [] };
    },
  }),
];

/* The file type is taken from the name here. */
function mustBeOfAllowedType(world: World, name: string): void {
  if (!/\.(?:png|jpe?g|gif)$/iu.test(name)) world.rules.mustAllow('uploads_except_images');
  if (/\.(?:md|txt)$/iu.test(name)) world.rules.mustAllow('text_files');
}

function checkSnippet(type: string, length: number): void {
  if (!snippetTypes.has(type)) throw new SlackError('unknown_snippet_type');
  if (length > largestSnippet) throw new SlackError('snippet_too_large');
}

const codePoints = (value: string): number => [...value].length;

function completeFile(world: World, id: string): FileObject {
  const file = world.team.files.get(id);
  if (file?.state === 'deleted') throw new SlackError('file_deleted');
  if (file?.state !== 'complete') throw new SlackError('file_not_found');
  return file;
}

function uploaded(world: World, id: string): FileObject {
  const file = world.team.files.get(id);
  if (file === undefined || file.state === 'reserved') throw new SlackError('file_not_found');
  return file;
}

function shareChannel(world: World, id: string): ReturnType<typeof visibleChannel> {
  if (!/^[CDG]/u.test(id)) throw new SlackError('invalid_channel');
  const channel = visibleChannel(world, id);
  mustBePostable(world, channel);
  return channel;
}
