import type { ReactNode } from 'react';
import type { ShownMessage } from '../../server/screen.ts';
import { ago } from '../../slack/text/dates.ts';
import { useWindow } from '../client-window.ts';

type Props = { readonly message: ShownMessage; readonly onOpen: () => void };

/** Below a message with replies: how many, and when the last one came; opens the thread. */
export function ThreadLink({ message, onOpen }: Props): ReactNode {
  const { now } = useWindow();
  const { replies, lastReplyAt } = message;
  if (replies === 0) return null;
  return (
    <button type="button" className="thread-link" onClick={onOpen}>
      <strong>{replies === 1 ? '1 reply' : `${replies} replies`}</strong>
      {lastReplyAt !== null && <span className="quiet">Last reply {ago(now - lastReplyAt)}</span>}
    </button>
  );
}
