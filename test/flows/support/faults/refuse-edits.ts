import type { MessageSnapshot } from '../../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Scene } from '../scene.ts';

/** Of one that is gone Slack says that it is not found. */
const stands = ({ channels }: Scene['workspace'], wanted: string): boolean =>
  channels.some(({ messages }) => messages.some(({ ts }) => ts === wanted));

/** Lets nobody edit a message any more, as a workspace does that allows edits for a while only. */
export const refuseEdits = ({ workspace }: Scene, { ts: refused }: Pick<MessageSnapshot, 'ts'>) =>
  workspace.faults.add({
    method: 'chat.update',
    times: 99,
    answer: { error: 'edit_window_closed' },
    when: ({ ts }) => ts === refused && stands(workspace, refused),
  });
