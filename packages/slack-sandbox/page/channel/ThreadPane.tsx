import type { ReactNode } from 'react';
import type { OpenChannel, ShownMessage } from '../../server/screen.ts';
import { useWindow } from '../client-window.ts';
import { MessageList } from '../message/MessageList.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Composer } from './Composer.tsx';

type Props = {
  readonly channel: OpenChannel;
  readonly ts: string;
  readonly messages: readonly ShownMessage[];
};

/** A thread next to its channel. */
export function ThreadPane({ channel, ts, messages }: Props): ReactNode {
  const { go, me } = useWindow();
  return (
    <aside className="thread" aria-label="Thread">
      <header className="pane-head">
        <h2>Thread</h2>
        <span className="topic">{channel.kind === 'im' ? channel.name : `#${channel.name}`}</span>
        <button
          type="button"
          className="icon-button"
          aria-label="Close thread"
          onClick={() => go({ thread: null })}
        >
          <Icon name="close" />
        </button>
      </header>
      <MessageList key={ts} label="Messages in the thread" messages={messages} inThread />
      {channel.member && !channel.archived && (
        <Composer key={`${me.id} ${ts}`} channel={channel.id} thread={ts} label="Reply in thread" />
      )}
    </aside>
  );
}
