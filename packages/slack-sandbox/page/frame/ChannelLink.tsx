import type { ReactNode } from 'react';
import type { ChannelEntry } from '../../server/screen.ts';
import { useWindow } from '../client-window.ts';
import { Icon } from '../parts/Icon.tsx';

type Props = { readonly entry: ChannelEntry; readonly current: boolean };

/** A channel in the sidebar: bold if it has unread messages, with a badge for how often this person is mentioned. */
export function ChannelLink({ entry, current }: Props): ReactNode {
  const { go } = useWindow();
  const { id, name, kind, unread, mentions, member, archived } = entry;
  const isUnread = unread > 0 && member && !current;
  const state = archived ? 'archived' : member ? '' : 'not joined';
  return (
    <li>
      <button
        type="button"
        className={['channel-link', isUnread && 'unread', !member && 'apart'].filter(Boolean).join(' ')}
        aria-current={current ? 'page' : undefined}
        onClick={() => go({ channel: id, thread: null, home: false })}
      >
        <Icon name={archived ? 'archive' : kind === 'private' ? 'lock' : 'hash'} />
        <span className="channel-name">{name}</span>
        {state !== '' && <span className="sr-only">, {state}</span>}
        {isUnread && <span className="sr-only">, {unread} unread</span>}
        {isUnread && mentions > 0 && (
          <span className="count">
            {mentions}
            <span className="sr-only"> {mentions === 1 ? 'mention' : 'mentions'}</span>
          </span>
        )}
      </button>
    </li>
  );
}
