import { z } from 'zod';
import { SlackError } from '../../errors.ts';
import type { FileObject } from '../../model.ts';
import { emit } from '../../mutations/emit.ts';
import { shareFiles } from '../../mutations/files.ts';
import { wireFile } from '../../serializers/file.ts';
import { seconds, type WorkspaceState } from '../../workspace-state.ts';
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
    run: (state, args) => {
      state.rules.mustAllow('uploads');
      mustBeOfAllowedType(state, args.filename);
      state.rules.mustAllow('more_storage');
      if (codePoints(args.alt_txt ?? '') > longestAltText) throw new SlackError('alt_txt_too_large');
      if (args.snippet_type !== undefined) checkSnippet(args.snippet_type, args.length);
      if (args.length > largest) throw new SlackError('file_upload_size_restricted');
      const file: FileObject = {
        id: state.team.ids.next('F'),
        name: args.filename,
        title: args.filename,
        description: args.alt_txt ?? '',
        user: state.settings.botUserId,
        created: seconds(state),
        length: args.length,
        uploadKey: state.team.ids.secret('upload'),
        content: Buffer.alloc(0),
        state: 'reserved',
        shares: [],
      };
      state.team.files.set(file.id, file);
      return { upload_url: `${state.baseUrl}/upload/v1/${file.uploadKey}`, file_id: file.id };
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
    run: (state, args) => {
      const files = args.files.map(({ id }) => uploaded(state, id));
      for (const { name } of files) mustBeOfAllowedType(state, name);
      const channel = args.channel_id === undefined ? null : shareChannel(state, args.channel_id);
      const threadTs =
        channel === null || args.thread_ts === undefined
          ? null
          : threadParent(state, channel, args.thread_ts).ts;
      for (const [index, file] of files.entries()) {
        file.title = args.files[index]?.title ?? file.name;
        file.state = 'complete';
      }
      if (channel !== null) {
        const options = { comment: args.initial_comment ?? '', threadTs };
        shareFiles(state, channel, state.settings.botUserId, files, options);
      }
      return { files: files.map((file) => wireFile(state.settings, state.baseUrl, file)) };
    },
  }),
  method('files.delete', {
    rate: 'tier3',
    scopes: ['files:write'],
    args: { file: word },
    missing: { file: 'file_not_found' },
    run: (state, args) => {
      const file = completeFile(state, args.file);
      if (file.user !== state.settings.botUserId) throw new SlackError('cant_delete_file');
      file.state = 'deleted';
      file.content = Buffer.alloc(0);
      emit(state, { type: 'file_deleted', file_id: file.id, event_ts: state.timestamps.next() });
      return {};
    },
  }),
  method('files.info', {
    rate: 'tier4',
    scopes: ['files:read'],
    args: { file: word },
    missing: { file: 'file_not_found' },
    run: (state, args) => {
      const file = completeFile(state, args.file);
      return { file: wireFile(state.settings, state.baseUrl, file), comments: [] };
    },
  }),
];

/* The file type is taken from the name here. */
function mustBeOfAllowedType(state: WorkspaceState, name: string): void {
  if (!/\.(?:png|jpe?g|gif)$/iu.test(name)) state.rules.mustAllow('uploads_except_images');
  if (/\.(?:md|txt)$/iu.test(name)) state.rules.mustAllow('text_files');
}

function checkSnippet(type: string, length: number): void {
  if (!snippetTypes.has(type)) throw new SlackError('unknown_snippet_type');
  if (length > largestSnippet) throw new SlackError('snippet_too_large');
}

const codePoints = (value: string): number => [...value].length;

function completeFile(state: WorkspaceState, id: string): FileObject {
  const file = state.team.files.get(id);
  if (file?.state === 'deleted') throw new SlackError('file_deleted');
  if (file?.state !== 'complete') throw new SlackError('file_not_found');
  return file;
}

function uploaded(state: WorkspaceState, id: string): FileObject {
  const file = state.team.files.get(id);
  if (file === undefined || file.state === 'reserved') throw new SlackError('file_not_found');
  return file;
}

function shareChannel(state: WorkspaceState, id: string): ReturnType<typeof visibleChannel> {
  if (!/^[CDG]/u.test(id)) throw new SlackError('invalid_channel');
  const channel = visibleChannel(state, id);
  mustBePostable(state, channel);
  return channel;
}
