import type { Channel, FileObject, Message } from '../model.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { emitIn } from './emit.ts';
import { say } from './messages.ts';

type ShareOptions = { readonly comment: string; readonly threadTs: string | null };

/** Shares files in a channel: the event `file_shared` for each, and one message `file_share`. */
export function shareFiles(
  state: WorkspaceState,
  channel: Channel,
  by: string,
  files: readonly FileObject[],
  options: ShareOptions,
): Message {
  for (const file of files) {
    emitIn(state, channel, {
      type: 'file_shared',
      channel_id: channel.id,
      file_id: file.id,
      user_id: by,
      file: { id: file.id },
      event_ts: state.timestamps.next(),
    });
  }
  const message = say(state, channel, {
    author: by,
    subtype: 'file_share',
    text: options.comment,
    threadTs: options.threadTs,
    files: files.map((file) => file.id),
  });
  for (const file of files) file.shares.push({ channel: channel.id, ts: message.ts });
  return message;
}
